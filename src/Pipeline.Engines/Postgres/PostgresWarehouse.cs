using System.Runtime.CompilerServices;
using Npgsql;
using Pipeline.Core.Erasure;
using Pipeline.Core.Feeds;
using Pipeline.Core.Gold;
using Pipeline.Core.History;
using Pipeline.Core.History.Placing;
using Pipeline.Core.Ledger;
using Pipeline.Core.Migration;
using Pipeline.Core.Records;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;
using Pipeline.Engines.Sqlite;

namespace Pipeline.Engines.Postgres;

/// <summary>A warehouse in a PostgreSQL database: the schemas bronze, silver, gold and ops, and gold's slots in one of their own.</summary>
public sealed class PostgresWarehouse : IWarehouse
{
    private readonly PostgresConnections _connections;
    private readonly PostgresLeases _leases;
    private readonly PostgresDistribution _distribution;
    private readonly PostgresHistory _history;
    private readonly SilverReader _silver;
    private readonly SqlTables _tables;

    /// <param name="connectionString">How to reach the database, in Npgsql's words: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
    /// <param name="holder">Who works here, as another run is told: a host and a process.</param>
    /// <param name="viewTries">How often a view whose columns changed is tried to be made anew, a second apart, while readers hold it.</param>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public PostgresWarehouse(string connectionString, string holder, int viewTries = PostgresTimeouts.ViewTries)
    {
        Sql = new SqlLibrary("postgres", typeof(PostgresWarehouse).Assembly);
        _connections = new PostgresConnections(connectionString, Sql);
        _leases = new PostgresLeases(_connections, Sql, holder);
        var dialect = new PostgresDialect(_connections.Layout);
        _distribution = new PostgresDistribution(_connections, Sql, dialect);
        _history = new PostgresHistory(_connections, _leases, _distribution, Sql, dialect);
        _silver = new SilverReader(_connections, Sql, dialect);
        _tables = new SqlTables(_connections, Sql, dialect);
        Ledger = new SqlLedger(_connections, Sql, PostgresDialect.Instance);
        Guards = new SqlGuardLedger(_connections, Sql, PostgresDialect.Instance);
        Gold = new PostgresGoldStore(_connections, _leases, _distribution, Sql, dialect, viewTries);
        Erasure = new PostgresErasure(_connections, Sql, dialect);
        Audit = new SqlAudit(_connections, Sql, dialect);
        Tables = new SqlFeedTables(_connections, Sql, PostgresDialect.Instance);
    }

    /// <inheritdoc/>
    public string Name => _connections.Name;

    /// <inheritdoc/>
    public EngineTraits Traits => PostgresDialect.Instance.Traits;

    /// <inheritdoc/>
    public SqlLibrary Sql { get; }

    /// <inheritdoc/>
    public ILedger Ledger { get; }

    /// <inheritdoc/>
    public IGuardLedger Guards { get; }

    /// <inheritdoc/>
    public IAudit Audit { get; }

    /// <inheritdoc/>
    public IFeedTables Tables { get; }

    /// <inheritdoc/>
    public IErasure Erasure { get; }

    /// <inheritdoc/>
    public IGoldStore Gold { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> QueryProgram(string schema) => _connections.QueryProgram;

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
    public Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken) =>
        new PostgresMigrations(_connections, Sql).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _connections.OpenAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ILease> LeaseAsync(string feed, CancellationToken cancellationToken) => _leases.TakeAsync(feed, cancellationToken);

    /// <inheritdoc/>
    public async Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        await _tables.PrepareAsync(feed, dataset, cancellationToken);
        await _distribution.PrepareAsync(feed, dataset, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AcceptedNight?> LastAcceptedAsync(string feed, string dataset, CancellationToken cancellationToken) =>
        _silver.LastAcceptedAsync(feed, dataset, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AcceptedNight>> AcceptedAsync(string feed, CancellationToken cancellationToken) =>
        _silver.AcceptedAsync(feed, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fingerprint> ReadOpenAsync(DatasetDefinition dataset, CancellationToken cancellationToken) =>
        _silver.ReadOpenAsync(dataset, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fingerprint> LookUpAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        LookUpAsync(dataset, keys, "key_hash", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        LookUpAsync(dataset, parents, "parent_key_hash", cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<OpenRecord> ReadValuesAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await OpenWantingAsync(keys, cancellationToken);
        await foreach (var record in _silver.ReadValuesAsync(connection, dataset, "wanted", before, cancellationToken))
        {
            yield return record;
        }
    }

    /// <inheritdoc/>
    public Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken) =>
        _history.LandAsync(arrival, changes, cancellationToken);

    /// <inheritdoc/>
    public Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken) =>
        _history.MergeAsync(arrival, changes, cancellationToken);

    /// <inheritdoc/>
    public Task RewriteAsync(Rewriting rewriting, NightRewrite rewrite, CancellationToken cancellationToken) =>
        _history.RewriteAsync(rewriting, rewrite, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SupersededNight>> SupersededAsync(string feed, CancellationToken cancellationToken) =>
        _silver.SupersededAsync(feed, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string?>> ReadAsOfAsync(AsOf asOf, CancellationToken cancellationToken) =>
        _silver.ReadAsOfAsync(asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionBefore> ReadBeforeAsync(DatasetDefinition dataset, DateTime instant, CancellationToken cancellationToken) =>
        _silver.ReadBeforeAsync(dataset, instant, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionMark> LookUpVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        LookUpVersionsAsync(dataset, keys, "key_hash", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionMark> LookUpChildVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        LookUpVersionsAsync(dataset, parents, "parent_key_hash", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Hash128> ReadTouchedAsync(DatasetDefinition dataset, DateTime instant, CancellationToken cancellationToken) =>
        _silver.ReadTouchedAsync(dataset, instant, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlySet<HeldKey>> HeldAsync(string feed, string dataset, DateOnly night, CancellationToken cancellationToken) =>
        _silver.HeldAsync(feed, dataset, night, cancellationToken);

    /// <inheritdoc/>
    public Task<string> FeedTextAsync(string definitionDigest, CancellationToken cancellationToken) =>
        _silver.FeedTextAsync(definitionDigest, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExplainedVersion>> ExplainAsync(
        string feed, DatasetDefinition dataset, Hash128 key, CancellationToken cancellationToken) =>
        _silver.ExplainAsync(feed, dataset, key, cancellationToken);

    /// <inheritdoc/>
    public Task<IWarehouse> RehearseAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken) =>
        new SqliteTwin(_connections, Sql).MakeAsync(folder, feed, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async IAsyncEnumerable<Fingerprint> LookUpAsync(
        DatasetDefinition dataset,
        IEnumerable<Hash128> hashes,
        string hashColumn,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await OpenWantingAsync(hashes, cancellationToken);
        await foreach (var fingerprint in _silver.LookUpAsync(connection, dataset, "wanted", hashColumn, cancellationToken))
        {
            yield return fingerprint;
        }
    }

    private async IAsyncEnumerable<VersionMark> LookUpVersionsAsync(
        DatasetDefinition dataset,
        IEnumerable<Hash128> hashes,
        string hashColumn,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await OpenWantingAsync(hashes, cancellationToken);
        await foreach (var version in _silver.LookUpVersionsAsync(connection, dataset, "wanted", hashColumn, cancellationToken))
        {
            yield return version;
        }
    }

    private async Task<NpgsqlConnection> OpenWantingAsync(IEnumerable<Hash128> hashes, CancellationToken cancellationToken)
    {
        var connection = await _connections.OpenAsync(cancellationToken);
        await PostgresConnections.ExecuteAsync(connection, Sql.Text("read/create_wanted.sql"), cancellationToken);
        await PostgresCopy.LoadAsync(
            connection, Sql, "wanted", BulkColumns.Wanted, writer => HistoryRows.WriteHashes(writer, "hash", hashes), cancellationToken);
        await PostgresConnections.ExecuteAsync(connection, Sql.Text("read/analyze_wanted.sql"), cancellationToken);
        return connection;
    }
}
