using System.Data.Common;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Servers;
using Pipeline.Engines.Sql.Silver;
using Pipeline.Engines.Sqlite;

namespace Pipeline.Engines.SqlServer;

/// <summary>A warehouse in a SQL Server database: the schemas bronze, silver, gold and ops, and gold's slots in one of their own.</summary>
public sealed class SqlServerWarehouse : SqlWarehouse
{
    private readonly SqlServerConnections _connections;

    /// <param name="connectionString">How to reach the database, in SqlClient's words: <c>Server=…;Database=…;User ID=…;Password=…</c>, and <c>Storage</c>.</param>
    /// <param name="holder">Who works here, as another run is shown: a host and a process.</param>
    /// <param name="viewTries">How often a view whose columns changed is tried to be recreated, a second apart, while readers hold it.</param>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public SqlServerWarehouse(string connectionString, string holder, int viewTries = ServerTimeouts.ViewTries)
        : this(Connections(connectionString), holder, viewTries)
    {
    }

    private SqlServerWarehouse(SqlServerConnections connections, string holder, int viewTries)
        : base(connections, connections.Sql, SqlServerDialect.Instance)
    {
        _connections = connections;
        var leases = new ServerLeases(connections, Sql, holder);
        Leases = leases;
        Schema = new SqlServerSchema(connections, Sql);
        History = new SqlServerHistory(connections, leases, Sql);
        Gold = new SqlServerGoldStore(connections, leases, Sql, viewTries);
    }

    /// <inheritdoc/>
    public override IGoldStore Gold { get; }

    /// <inheritdoc/>
    public override IHistoryWriter History { get; }

    /// <inheritdoc/>
    public override ISchema Schema { get; }

    /// <inheritdoc/>
    public override ILeases Leases { get; }

    private protected override string LoadTable => "staging.[load_1]";

    /// <inheritdoc/>
    public override IReadOnlyList<string> QueryProgram(string schema) => _connections.QueryProgram;

    /// <summary>What is wrong with a connection string, without repeating it; null where nothing is.</summary>
    public static string? FindMistake(string connectionString)
    {
        try
        {
            return TakeStorage(ref connectionString) is null
                ? $"its {SqlServerStorage.Keyword} is none that there is; write {string.Join(" or ", SqlServerStorage.All.Select(storage => storage.Name))}"
                : new SqlConnectionStringBuilder(connectionString) is { DataSource.Length: > 0, InitialCatalog.Length: > 0 }
                    ? null
                    : "it names no Server or no Database; write sqlserver:Server=…;Database=…;User ID=…;Password=…";
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            return "it is no connection string; write sqlserver:Server=…;Database=…;User ID=…;Password=…";
        }
    }

    /// <inheritdoc/>
    public override Task<IWarehouse> OpenDryRunAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken) =>
        new SqliteDryRun(_connections, Sql).MakeAsync(folder, feed, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask; // sessions are closed where they are opened; the pool keeps some

    private protected override async Task<WantedHashes> LoadWantedAsync(IEnumerable<Hash128> hashes, CancellationToken cancellationToken)
    {
        var connection = await _connections.OpenAsync(cancellationToken);
        var staging = await SqlServerStaging.LoadAsync(
            connection,
            Sql,
            "compare/create_wanted",
            [],
            BulkColumns.Wanted,
            writer => HistoryRows.WriteHashes(writer, "hash", hashes),
            cancellationToken);
        return new WantedHashes(connection, staging.Name, staging);
    }

    private static SqlServerConnections Connections(string connectionString)
    {
        var storage = TakeStorage(ref connectionString) ?? throw new ArgumentException("The storage is unknown.", nameof(connectionString));
        return new(connectionString, new SqlLibrary("sqlserver", typeof(SqlServerWarehouse).Assembly, storage.Words, SqlServerDialect.Quote));
    }

    // The one word that is ours and not the driver's.
    private static SqlServerStorage? TakeStorage(ref string connectionString)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var name = words.TryGetValue(SqlServerStorage.Keyword, out var word) ? (string)word : SqlServerStorage.Page.Name;
        words.Remove(SqlServerStorage.Keyword);
        connectionString = words.ConnectionString;
        return SqlServerStorage.Find(name);
    }
}
