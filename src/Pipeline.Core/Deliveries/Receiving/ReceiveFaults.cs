using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;

namespace Pipeline.Core.Deliveries.Receiving;

/// <summary>The faults of waiting and receiving, worded in one place.</summary>
internal static class ReceiveFaults
{
    public static SourceUnavailableException Missing(IFileSource source, string path, string sourceName, ArchiveNight night) => new(
        new Fault
        {
            What = $"There is no file {path} at source '{sourceName}' ({source.Location}), or it may not be read.",
            Why = $"The night {night} can't begin without it; a missing file is not taken for an empty one.",
            Untouched = "Nothing was changed: archive, bronze, silver and gold are unchanged.",
            Next = [NextStep.Run("When it is there, run", "run", night.Feed, "--night", night.Name)],
        });

    public static SourceUnavailableException StillGrowing(string path, string sourceName, ArchiveNight night, FileFacts facts, TimeSpan waited) => new(
        new Fault
        {
            What = FormattableString.Invariant($"{path} at source '{sourceName}' was still being written after {waited.TotalMinutes:0.#} minutes: {facts.Size} bytes so far."),
            Why = "A file that is not complete would pass for one in which records were deleted.",
            Untouched = "Nothing was changed: archive, bronze, silver and gold are unchanged.",
            Next = [NextStep.Run("When the vendor has finished, run", "run", night.Feed, "--night", night.Name)],
        });

    public static SourceUnavailableException KeepsChanging(string path, string sourceName, ArchiveNight night, int times, FileFacts facts) => new(
        new Fault
        {
            What = $"{path} at source '{sourceName}' changed {times} times while it was being received; it has {facts.Size} bytes so far.",
            Why = "Parts of different files must never be joined, so each time it was begun again from 0.",
            Untouched = "Nothing was changed: archive, bronze, silver and gold are unchanged.",
            Next = [NextStep.Run("When the vendor has finished, run", "run", night.Feed, "--night", night.Name)],
        });

    public static SourceUnavailableException EndedEarly(string path, string sourceName, ArchiveNight night, long received, FileFacts facts) => new(
        new Fault
        {
            What = $"{path} from source '{sourceName}' ended after {received} of {facts.Size} bytes, and the source called that all.",
            Why = "A file that is not complete would pass for one in which records were deleted.",
            Untouched = "What was received is kept and will be resumed; bronze, silver and gold are unchanged.",
            Next = [NextStep.Run("Run again", "run", night.Feed, "--night", night.Name)],
            IsTransient = true,
        });

    public static SourceUnavailableException GaveUp(int tries, SourceUnavailableException last) => new(
        last.Fault with { What = FormattableString.Invariant($"Tried {tries} times, the last time with this result: {last.Fault.What}") },
        last);
}
