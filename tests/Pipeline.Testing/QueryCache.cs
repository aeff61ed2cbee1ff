using System.Runtime.CompilerServices;
using Dapper;

namespace Pipeline.Testing;

/// <summary>Lets what is compiled for a query serve in the next test's database too; a worker has one database, tests have thousands.</summary>
internal sealed class QueryCache : IEqualityComparer<string>
{
    private static readonly string[] Engines = ["Host=", "Server=", "Data Source="];

    public bool Equals(string? x, string? y) => EngineOf(x) == EngineOf(y);

    public int GetHashCode(string obj) => EngineOf(obj);

    private static int EngineOf(string? connectionString) =>
        Array.FindIndex(Engines, word => connectionString?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

#pragma warning disable CA2255 // a library of tests is as good as a program
    [ModuleInitializer]
    internal static void Share() => SqlMapper.ConnectionStringComparer = new QueryCache();
#pragma warning restore CA2255
}
