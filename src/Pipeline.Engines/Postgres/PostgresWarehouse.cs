using Npgsql;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;
using Pipeline.Engines.Sql.Silver;
using Pipeline.Engines.Sqlite;

namespace Pipeline.Engines.Postgres;

/// <summary>A warehouse in a PostgreSQL database: the schemas bronze, silver, gold and ops, and gold's slots in one of their own.</summary>
public sealed class PostgresWarehouse : SqlWarehouse
{
    private static readonly SqlLibrary Library = new(
        "postgres", typeof(PostgresWarehouse).Assembly, new Dictionary<string, string> { [HistoryTables.Word] = HistoryTables.Schema });

    private readonly PostgresConnections _connections;

    /// <param name="connectionString">How to reach the database, in Npgsql's words: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
    /// <param name="holder">Who works here, as another run is shown: a host and a process.</param>
    /// <param name="viewTries">How often a view whose columns changed is tried to be recreated, a second apart, while readers hold it.</param>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public PostgresWarehouse(string connectionString, string holder, int viewTries = ServerTimeouts.ViewTries)
        : this(new PostgresConnections(connectionString, Library), holder, viewTries)
    {
    }

    private PostgresWarehouse(PostgresConnections connections, string holder, int viewTries)
        : this(connections, new PostgresDialect(connections.Layout), holder, viewTries)
    {
    }

    private PostgresWarehouse(PostgresConnections connections, PostgresDialect dialect, string holder, int viewTries)
        : base(connections, connections.Sql, dialect)
    {
        _connections = connections;
        var leases = new ServerLeases(connections, Sql, holder);
        var distribution = new PostgresDistribution(connections, Sql, dialect);
        Leases = leases;
        Schema = new PostgresSchema(connections, distribution, Sql, dialect);
        History = new PostgresHistory(connections, leases, distribution, Sql, dialect);
        Erasure = new PostgresErasure(connections, Sql, dialect);
        Gold = new PostgresGoldStore(
            connections, leases, Sql, dialect, viewTries, () => new PostgresPlanCheck(connections, distribution, Sql, dialect));
    }

    /// <inheritdoc/>
    public override IGoldStore Gold { get; }

    /// <inheritdoc/>
    public override IHistoryWriter History { get; }

    /// <inheritdoc/>
    public override ISchema Schema { get; }

    /// <inheritdoc/>
    public override ILeases Leases { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> QueryProgram(string schema) => _connections.QueryProgram;

    /// <summary>What is wrong with a connection string, without repeating it; null where nothing is.</summary>
    public static string? FindMistake(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) is { Host: not null, Database: not null }
                ? null
                : "it names no Host or no Database; write postgres:Host=…;Database=…;Username=…;Password=…";
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return "it is no connection string; write postgres:Host=…;Database=…;Username=…;Password=…";
        }
    }

    /// <inheritdoc/>
    public override Task<IWarehouse> OpenDryRunAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken) =>
        new SqliteDryRun(_connections, Sql).MakeAsync(folder, feed, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _connections.DisposeAsync();

    private protected override async Task<WantedHashes> LoadWantedAsync(IEnumerable<Hash128> hashes, CancellationToken cancellationToken)
    {
        var connection = await _connections.OpenAsync(cancellationToken);
        await PostgresConnections.ExecuteAsync(connection, Sql.Text("compare/create_wanted"), cancellationToken);
        await PostgresCopy.LoadAsync(
            connection, Sql, "wanted", BulkColumns.Wanted, writer => HistoryRows.WriteHashes(writer, "hash", hashes), cancellationToken);
        await PostgresConnections.ExecuteAsync(connection, Sql.Text("compare/analyze_wanted"), cancellationToken);
        return new WantedHashes(connection);
    }
}
