using System.Runtime.CompilerServices;
using Pipeline.Core.Comparing;
using Pipeline.Core.Erasure;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.History;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Migration;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Audit;
using Pipeline.Engines.Sql.Erasure;
using Pipeline.Engines.Sql.Ledger;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Sql;

/// <summary>A warehouse in SQL: what every engine does alike, in the texts and the words of its own.</summary>
public abstract class SqlWarehouse : IWarehouse
{
    private readonly IConnections _connections;
    private readonly Dialect _dialect;
    private readonly SilverReader _silver;
    private readonly SqlTables _tables;

    private protected SqlWarehouse(IConnections connections, SqlLibrary sql, Dialect dialect)
    {
        _connections = connections;
        _dialect = dialect;
        _silver = new SilverReader(connections, sql, dialect);
        _tables = new SqlTables(connections, sql, dialect);
        Sql = sql;
        Ledger = new SqlLedger(connections, sql, dialect);
        Guards = new SqlGuardLedger(connections, sql, dialect);
        Erasure = new SqlErasure(connections, sql, dialect);
        Audit = new SqlAudit(connections, sql, dialect);
        Tables = new SqlFeedTables(connections, sql, dialect);
    }

    /// <inheritdoc/>
    public string Name => _connections.Name;

    /// <inheritdoc/>
    public EngineTraits Traits => _dialect.Traits;

    /// <inheritdoc/>
    public SqlLibrary Sql { get; }

    /// <inheritdoc/>
    public ILedger Ledger { get; }

    /// <inheritdoc/>
    public IGuardLedger Guards { get; }

    /// <inheritdoc/>
    public IAudit Audit { get; }

    /// <inheritdoc/>
    public IFeedTables Tables { get; private protected init; }

    /// <inheritdoc/>
    public IErasure Erasure { get; private protected init; }

    /// <inheritdoc/>
    public abstract IGoldStore Gold { get; }

    private protected abstract IHistory History { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> QueryProgram(string schema);

    /// <inheritdoc/>
    public abstract Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual async Task ReadyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _connections.OpenAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public abstract Task<ILease> LeaseAsync(string feed, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken) =>
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
        WantAsync(keys, wanted => _silver.LookUpAsync(wanted.Connection, dataset, wanted.Table, "key_hash", cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        WantAsync(parents, wanted => _silver.LookUpAsync(wanted.Connection, dataset, wanted.Table, "parent_key_hash", cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OpenRecord> ReadValuesAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, CancellationToken cancellationToken) =>
        WantAsync(keys, wanted => _silver.ReadValuesAsync(wanted.Connection, dataset, wanted.Table, before, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken) =>
        History.LandAsync(arrival, changes, cancellationToken);

    /// <inheritdoc/>
    public Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken) =>
        History.MergeAsync(arrival, changes, cancellationToken);

    /// <inheritdoc/>
    public Task CorrectAsync(RunStamp rewriting, SilverCorrection rewrite, CancellationToken cancellationToken) =>
        History.CorrectAsync(rewriting, rewrite, cancellationToken);

    /// <inheritdoc/>
    public Task RetireAsync(RunStamp rewriting, StoredTable table, bool isList, CancellationToken cancellationToken) =>
        History.RetireAsync(rewriting, table, isList, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SupersededNight>> SupersededAsync(string feed, CancellationToken cancellationToken) =>
        _silver.SupersededAsync(feed, cancellationToken);

    /// <inheritdoc/>
    public Task<DateTime?> KnownSinceAsync(string feed, string dataset, DateTime instant, CancellationToken cancellationToken) =>
        _silver.KnownSinceAsync(feed, dataset, instant, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string?>> ReadAsOfAsync(AsOf asOf, CancellationToken cancellationToken) =>
        _silver.ReadAsOfAsync(asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionBefore> ReadBeforeAsync(DatasetDefinition dataset, DateTime instant, CancellationToken cancellationToken) =>
        _silver.ReadBeforeAsync(dataset, instant, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionMark> LookUpVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        WantAsync(keys, wanted => _silver.LookUpVersionsAsync(wanted.Connection, dataset, wanted.Table, "key_hash", cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionMark> LookUpChildVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        WantAsync(
            parents, wanted => _silver.LookUpVersionsAsync(wanted.Connection, dataset, wanted.Table, "parent_key_hash", cancellationToken), cancellationToken);

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
    public abstract Task<IWarehouse> OpenDryRunAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Opens a session and loads hashes into a table of its own.</summary>
    private protected abstract Task<WantedHashes> LoadWantedAsync(IEnumerable<Hash128> hashes, CancellationToken cancellationToken);

    private async IAsyncEnumerable<T> WantAsync<T>(
        IEnumerable<Hash128> hashes, Func<WantedHashes, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var wanted = await LoadWantedAsync(hashes, cancellationToken);
        await foreach (var row in read(wanted).WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }
}
