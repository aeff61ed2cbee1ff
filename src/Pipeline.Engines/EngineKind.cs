using System.Data.Common;
using Pipeline.Core.Faults;
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
    private readonly Func<DbException, PipelineException?> _explain;

    private EngineKind(
        string name,
        string form,
        bool isFolder,
        Func<string, string?> mistake,
        Func<string, string, IWarehouse> open,
        Func<DbException, PipelineException?> explain) =>
        (Name, Form, IsFolder, _mistake, _open, _explain) = (name, form, isFolder, mistake, open, explain);

    /// <summary>Every engine that there is.</summary>
    public static IReadOnlyList<EngineKind> All { get; } =
    [
        new("sqlite", "sqlite:DIR", isFolder: true, _ => null, (folder, holder) => new SqliteWarehouse(folder, holder), SqliteFaultException.Explain),
        new(
            "postgres",
            "postgres:CONNECTION",
            isFolder: false,
            PostgresWarehouse.FindMistake,
            (text, holder) => new PostgresWarehouse(text, holder),
            PostgresFaultException.Explain),
        new(
            "sqlserver",
            "sqlserver:CONNECTION",
            isFolder: false,
            SqlServerWarehouse.FindMistake,
            (text, holder) => new SqlServerWarehouse(text, holder),
            SqlServerFaultException.Explain),
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

    /// <summary>What a driver's fault means, in four parts; null where no engine knows the driver.</summary>
    public static PipelineException? Explain(DbException fault) =>
        All.Select(kind => kind._explain(fault)).FirstOrDefault(explained => explained is not null);

    /// <summary>Whether a connection string holds what must not be repeated; one that can't be read may.</summary>
    public bool HoldsSecret(string location)
    {
        if (IsFolder)
        {
            return false;
        }

        try
        {
            return new DbConnectionStringBuilder { ConnectionString = location }.Keys.Cast<string>().Any(Secrets.IsSecret);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Opens a warehouse.</summary>
    /// <param name="location">The folder or the connection string.</param>
    /// <param name="holder">Who works here, as another run is shown: a host and a process.</param>
    public IWarehouse Open(string location, string holder) => _open(location, holder);
}
