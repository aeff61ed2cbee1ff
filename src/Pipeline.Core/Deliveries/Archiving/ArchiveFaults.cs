using Pipeline.Core.Faults;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>The archive's faults, worded in one place.</summary>
internal static class ArchiveFaults
{
    public static ArchiveException DamagedManifest(string path, Exception fault) => new(
        new Fault
        {
            What = $"The manifest {path} can't be read: {fault.Message}",
            Why = "Without it the archive does not know what the file beside it is, and does not guess.",
            Untouched = "Nothing was changed.",
            Next = [NextStep.Run("Put the manifest back from a backup, or move its folder away to have the file received again, then run", "run", NextStep.Feed)],
        },
        fault);

    public static ArchiveException DamagedFile(string path, long expected) => new(
        new Fault
        {
            What = $"{path} {(File.Exists(path) ? $"has {new FileInfo(path).Length} bytes instead of {expected}" : "is missing")}.",
            Why = "It is the only copy of what the vendor delivered for that night, and a part of it must not pass for the whole.",
            Untouched = "Nothing was changed.",
            Next = [NextStep.Run("Put the file back from a backup, or move its folder away to have it received again, then run", "run", NextStep.Feed)],
        });

    public static ArchiveException DamagedContent(string path, string expected, string found) => new(
        new Fault
        {
            What = $"{path} no longer holds what was received: its SHA-256 begins with {found[..12]} instead of {expected[..12]}.",
            Why = "It is the only copy of what the vendor delivered for that night, so it was not compressed.",
            Untouched = "Nothing was changed.",
            Next = [NextStep.Run("Check the disk; put the file back from a backup, or move its folder away to have it received again, then run", "run", NextStep.Feed)],
        });

    public static ArchiveException Unknown(string path, string root) => new(
        new Fault
        {
            What = $"{path} is no delivery of the archive {root}: it lies elsewhere, or there is no {DeliveryManifest.FileName} beside it.",
            Why = "Without it nothing tells what the file is.",
            Untouched = "Nothing was changed.",
            Next = [NextStep.Run("Check that the archive's folder is the one that the night was received into, then run", "status", NextStep.Feed)],
        });

    public static ArchiveException CannotWrite(ArchiveNight night, string path, long received, Exception fault) => new(
        new Fault
        {
            What = $"The archive can't be written after {received} bytes of {path}: {fault.Message}",
            Why = "A delivery is kept whole before it is read, so the night can't go on.",
            Untouched = "What was received so far is kept; bronze, silver and gold are unchanged.",
            Next = [NextStep.Run("Make room or fix the rights, then run", "run", night.Feed, "--night", night.Name)],
        },
        fault);
}
