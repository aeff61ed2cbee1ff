using System.Globalization;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Sources;

namespace Pipeline.Core.Deliveries.Receiving;

/// <summary>The faults of waiting and receiving, worded in one place.</summary>
internal static class ReceiveFaults
{
    public static SourceUnavailableException Missing(IFileSource source, string path, string sourceName, ArchiveNight night) => new(
        $"""
        There is no file {path} at source '{sourceName}' ({source.Location}), or it may not be read.
        The night {night} can't begin without it; a missing file is not taken for an empty one.
        Nothing was changed: archive, bronze, silver and gold are as they were.
        When it is there, run: ./pipeline run {night.Feed} --night {night.Name}
        """,
        isTransient: false);

    public static SourceUnavailableException StillGrowing(string path, string sourceName, ArchiveNight night, FileFacts facts, TimeSpan waited) => new(
        string.Create(CultureInfo.InvariantCulture, $"""
            {path} at source '{sourceName}' was still being written after {waited.TotalMinutes:0.#} minutes: {facts.Size} bytes by now.
            A file that is not complete would pass for one in which records were deleted.
            Nothing was changed: archive, bronze, silver and gold are as they were.
            When the vendor has finished, run: ./pipeline run {night.Feed} --night {night.Name}
            """),
        isTransient: false);

    public static SourceUnavailableException KeepsChanging(string path, string sourceName, ArchiveNight night, int times, FileFacts facts) => new(
        string.Create(CultureInfo.InvariantCulture, $"""
            {path} at source '{sourceName}' changed {times} times while it was being received; it has {facts.Size} bytes by now.
            Parts of different files must never be joined, so each time it was begun again from 0.
            Nothing was changed: archive, bronze, silver and gold are as they were.
            When the vendor has finished, run: ./pipeline run {night.Feed} --night {night.Name}
            """),
        isTransient: false);

    public static SourceUnavailableException EndedEarly(string path, string sourceName, ArchiveNight night, long received, FileFacts facts) => new(
        string.Create(CultureInfo.InvariantCulture, $"""
            {path} from source '{sourceName}' ended after {received} of {facts.Size} bytes, and the source called that all.
            A file that is not complete would pass for one in which records were deleted.
            What was received is kept and will be resumed; bronze, silver and gold are as they were.
            Run again: ./pipeline run {night.Feed} --night {night.Name}
            """),
        isTransient: true);

    public static SourceUnavailableException GaveUp(int tries, SourceUnavailableException last) => new(
        string.Create(CultureInfo.InvariantCulture, $"Tried {tries} times, the last time with this result: {last.Message}"),
        isTransient: true,
        last);
}
