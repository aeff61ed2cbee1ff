using Pipeline.Core.Warehouse;
using Pipeline.Engines.Postgres;
using Pipeline.Engines.Sqlite;
using Pipeline.Engines.SqlServer;

namespace Pipeline.Engines;

/// <summary>An engine that a warehouse can be on, as a setting names it: <c>sqlite:DIR</c>, <c>postgres:CONNECTION</c>, <c>sqlserver:CONNECTION</c>.</summary>
public sealed class EngineKind
{
    private readonly Func<string, string, IWarehouse> _open;
    private readonly Func<string, string?> _mistake;

    private EngineKind(string name, string form, bool isFolder, Func<string, string?> mistake, Func<string, string, IWarehouse> open) =>
        (Name, Form, IsFolder, _mistake, _open) = (name, form, isFolder, mistake, open);

    /// <summary>Every engine that there is.</summary>
    public static IReadOnlyList<EngineKind> All { get; } =
    [
        new("sqlite", "sqlite:DIR", isFolder: true, _ => null, (folder, holder) => new SqliteWarehouse(folder, holder)),
        new("postgres", "postgres:CONNECTION", isFolder: false, PostgresWarehouse.FindMistake, (text, holder) => new PostgresWarehouse(text, holder)),
        new("sqlserver", "sqlserver:CONNECTION", isFolder: false, SqlServerWarehouse.FindMistake, (text, holder) => new SqlServerWarehouse(text, holder)),
    ];

    /// <summary>The word before the colon.</summary>
    public string Name { get; }

    /// <summary>How a warehouse on it is written.</summary>
    public string Form { get; }

    /// <summary>Whether what stands behind the colon is a folder; a connection string otherwise, which may hold a password.</summary>
    public bool IsFolder { get; }

    /// <summary>The engine of a name, or null.</summary>
    public static EngineKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>What is wrong with a folder or a connection string, without repeating it; null where nothing is.</summary>
    public string? FindMistake(string location) => _mistake(location);

    /// <summary>Opens a warehouse.</summary>
    /// <param name="location">The folder or the connection string.</param>
    /// <param name="holder">Who works here, as another run is told: a host and a process.</param>
    public IWarehouse Open(string location, string holder) => _open(location, holder);
}
