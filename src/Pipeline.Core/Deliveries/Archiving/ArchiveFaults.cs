using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>The archive's faults, worded in one place.</summary>
internal static class ArchiveFaults
{
    public static ArchiveException DamagedManifest(string path, Exception fault) => new(
        $"""
        The manifest {path} can't be read: {fault.Message}
        Without it the archive does not know what the file beside it is, and does not guess.
        Nothing was changed.
        Put the manifest back from a backup, or move its folder away to have the file received again, then run: ./pipeline run FEED
        """,
        fault);

    public static ArchiveException DamagedFile(string path, long expected) => new(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            {path} {(File.Exists(path) ? $"has {new FileInfo(path).Length} bytes instead of {expected}" : "is missing")}.
            It is the only copy of what the vendor delivered for that night, and a part of it must not pass for the whole.
            Nothing was changed.
            Put the file back from a backup, or move its folder away to have it received again, then run: ./pipeline run FEED
            """));

    public static ArchiveException DamagedContent(string path, string expected, string found) => new(
        $"""
        {path} no longer holds what was received: its SHA-256 begins with {found[..12]} instead of {expected[..12]}.
        It is the only copy of what the vendor delivered for that night, so it was not compressed.
        Nothing was changed.
        Check the disk; put the file back from a backup, or move its folder away to have it received again, then run: ./pipeline run FEED
        """);

    public static ArchiveException Unknown(string path, string root) => new(
        $"""
        {path} is no delivery of the archive {root}: it lies elsewhere, or there is no {DeliveryManifest.FileName} beside it.
        Without it nothing tells what the file is.
        Nothing was changed.
        Check that the archive's folder is the one that the night was received into, then run: ./pipeline status FEED
        """);

    public static ArchiveException CannotWrite(ArchiveNight night, string path, long received, Exception fault) => new(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            The archive can't be written after {received} bytes of {path}: {fault.Message}
            A delivery is kept whole before it is read, so the night can't go on.
            What was received so far is kept; bronze, silver and gold are as they were.
            Make room or mend the rights, then run: ./pipeline run {night.Feed} --night {night.Name}
            """),
        fault);
}
