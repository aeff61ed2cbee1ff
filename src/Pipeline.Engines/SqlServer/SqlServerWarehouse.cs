using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.SqlClient;
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

namespace Pipeline.Engines.SqlServer;

/// <summary>A warehouse in a SQL Server database: the schemas bronze, silver, gold and ops, and gold's slots in one of their own.</summary>
public sealed class SqlServerWarehouse : IWarehouse
{
    private readonly SqlServerConnections _connections;
    private readonly SqlServerLeases _leases;
    private readonly SqlServerHistory _history;
    private readonly SilverReader _silver;
    private readonly SqlTables _tables;

    /// <param name="connectionString">How to reach the database, in SqlClient's words: <c>Server=…;Database=…;User ID=…;Password=…</c>, and <c>Storage</c>.</param>
    /// <param name="holder">Who works here, as another run is told: a host and a process.</param>
    /// <param name="viewTries">How often a view whose columns changed is tried to be made anew, a second apart, while readers hold it.</param>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public SqlServerWarehouse(string connectionString, string holder, int viewTries = SqlServerTimeouts.ViewTries)
    {
        var storage = TakeStorage(ref connectionString) ?? throw new ArgumentException("The storage is unknown.", nameof(connectionString));
        Sql = new SqlLibrary("sqlserver", typeof(SqlServerWarehouse).Assembly, SqlServerDialect.Quote, storage.Words);
        _connections = new SqlServerConnections(connectionString, Sql);
        _leases = new SqlServerLeases(_connections, Sql, holder);
        _history = new SqlServerHistory(_connections, _leases, Sql);
        _silver = new SilverReader(_connections, Sql, SqlServerDialect.Instance);
        _tables = new SqlTables(_connections, Sql, SqlServerDialect.Instance);
        Ledger = new SqlLedger(_connections, Sql, SqlServerDialect.Instance);
        Guards = new SqlGuardLedger(_connections, Sql, SqlServerDialect.Instance);
        Gold = new SqlServerGoldStore(_connections, _leases, Sql, viewTries);
        Erasure = new SqlErasure(_connections, Sql, SqlServerDialect.Instance);
        Audit = new SqlAudit(_connections, Sql, SqlServerDialect.Instance);
        Tables = new SqlFeedTables(_connections, Sql, SqlServerDialect.Instance);
    }

    /// <inheritdoc/>
    public string Name => _connections.Name;

    /// <inheritdoc/>
    public EngineTraits Traits => SqlServerDialect.Instance.Traits;

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
    public Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken) =>
        new SqlServerMigrations(_connections, Sql).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _connections.OpenAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ILease> LeaseAsync(string feed, CancellationToken cancellationToken) => _leases.TakeAsync(feed, cancellationToken);

    /// <inheritdoc/>
    public Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken) =>
        _tables.PrepareAsync(feed, dataset, cancellationToken);

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
        await using var connection = await _connections.OpenAsync(cancellationToken);
        await using var wanted = await WantAsync(connection, keys, cancellationToken);
        await foreach (var record in _silver.ReadValuesAsync(connection, dataset, wanted.Name, before, cancellationToken))
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
    public ValueTask DisposeAsync() => ValueTask.CompletedTask; // sessions are closed where they are opened; the pool keeps some

    // The one word that is ours and not the driver's.
    private static SqlServerStorage? TakeStorage(ref string connectionString)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var name = words.TryGetValue(SqlServerStorage.Keyword, out var word) ? (string)word : SqlServerStorage.Page.Name;
        words.Remove(SqlServerStorage.Keyword);
        connectionString = words.ConnectionString;
        return SqlServerStorage.Find(name);
    }

    private async IAsyncEnumerable<Fingerprint> LookUpAsync(
        DatasetDefinition dataset,
        IEnumerable<Hash128> hashes,
        string hashColumn,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await _connections.OpenAsync(cancellationToken);
        await using var wanted = await WantAsync(connection, hashes, cancellationToken);
        await foreach (var fingerprint in _silver.LookUpAsync(connection, dataset, wanted.Name, hashColumn, cancellationToken))
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
        await using var connection = await _connections.OpenAsync(cancellationToken);
        await using var wanted = await WantAsync(connection, hashes, cancellationToken);
        await foreach (var version in _silver.LookUpVersionsAsync(connection, dataset, wanted.Name, hashColumn, cancellationToken))
        {
            yield return version;
        }
    }

    private Task<SqlServerStaging> WantAsync(SqlConnection connection, IEnumerable<Hash128> hashes, CancellationToken cancellationToken) =>
        SqlServerStaging.LoadAsync(
            connection,
            Sql,
            "read/create_wanted.sql",
            [],
            BulkColumns.Wanted,
            writer => HistoryRows.WriteHashes(writer, "hash", hashes),
            cancellationToken);
}
