namespace Pipeline.Testing.Warehouses;

/// <summary>Temporary folders in memory where the system has such a thing: a night flushes to disk dozens of times.</summary>
/// <remarks>A container has 64 MB of it unless it is asked for more, which is too little.</remarks>
public static class QuickFolder
{
    private const string Memory = "/dev/shm";
    private const long Wanted = 2L << 30;

    private static readonly bool HasMemory =
        OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= Wanted;

    public static string Create(string prefix) => HasMemory
        ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Path.GetRandomFileName())).FullName
        : Directory.CreateTempSubdirectory(prefix).FullName;
}
