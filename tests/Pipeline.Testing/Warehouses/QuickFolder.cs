namespace Pipeline.Testing.Warehouses;

/// <summary>Temporary folders in memory where the system has such a thing: a night flushes to disk dozens of times.</summary>
public static class QuickFolder
{
    private const string Memory = "/dev/shm";

    public static string Create(string prefix) => OperatingSystem.IsLinux() && Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Path.GetRandomFileName())).FullName
        : Directory.CreateTempSubdirectory(prefix).FullName;
}
