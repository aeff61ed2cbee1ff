using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
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

namespace Pipeline.Engines.Sqlite;

/// <summary>The embedded warehouse: a folder with <c>bronze.db</c>, <c>silver.db</c>, <c>gold.db</c> and <c>ops.db</c>.</summary>
public sealed class SqliteWarehouse : IWarehouse
{
    // Templates are compiled at their first use, which costs more than running most of them: once a process.
    private static readonly SqlLibrary Library = new("sqlite", typeof(SqliteWarehouse).Assembly);

    private readonly SqliteConnections _connections;
    private readonly string _holder;
    private readonly SqliteHistory _history;
    private readonly SilverReader _silver;
    private readonly SqlTables _tables;

    /// <param name="folder">The folder of the warehouse; made by <see cref="MigrateAsync"/>.</param>
    /// <param name="holder">Who works here, as another run is told: a host and a process.</param>
    public SqliteWarehouse(string folder, string holder)
    {
        _connections = new SqliteConnections(folder, Sql);
        _holder = holder;
        _history = new SqliteHistory(_connections, Sql);
        _silver = new SilverReader(_connections, Sql, SqliteDialect.Instance);
        _tables = new SqlTables(_connections, Sql, SqliteDialect.Instance);
        Ledger = new SqlLedger(_connections, Sql, SqliteDialect.Instance);
        Guards = new SqlGuardLedger(_connections, Sql, SqliteDialect.Instance);
        Erasure = new SqlErasure(_connections, Sql, SqliteDialect.Instance);
        Audit = new SqlAudit(_connections, Sql, SqliteDialect.Instance);
        Tables = new SqlFeedTables(_connections, Sql, SqliteDialect.Instance);
        Gold = new SqliteGoldStore(_connections, Sql);
    }

    /// <inheritdoc/>
    public string Name => _connections.Name;

    /// <inheritdoc/>
    public EngineTraits Traits => SqliteDialect.Instance.Traits;

    /// <inheritdoc/>
    public SqlLibrary Sql => Library;

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
    public IReadOnlyList<string> QueryProgram(string schema) => ["sqlite3", "-box", _connections.FileOf(schema)];

    /// <inheritdoc/>
    public Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken) =>
        new SqliteMigrations(_connections, Sql).RunAsync();

    /// <inheritdoc/>
    public Task ReadyAsync(CancellationToken cancellationToken) => MigrateAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ILease> LeaseAsync(string feed, CancellationToken cancellationToken) =>
        Task.FromResult<ILease>(SqliteLease.Take(_connections, Sql, feed, _holder));

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
        using var connection = OpenWanting(keys);
        await foreach (var record in _silver.ReadValuesAsync(connection, dataset, "wanted", before, cancellationToken))
        {
            yield return record;
        }
    }

    /// <inheritdoc/>
    public Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        _history.Land(arrival, changes, cancellationToken);
        return Task.CompletedTask;
    }

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
    public async Task<IWarehouse> RehearseAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken)
    {
        var twin = new SqliteConnections(folder, Sql);
        Directory.CreateDirectory(twin.Folder);
        if (_connections.Exists)
        {
            using var connection = _connections.Open();
            foreach (var schema in new[] { "silver", "ops" })
            {
                connection.Execute($"vacuum {schema} into @file", new { file = twin.FileOf(schema) }); // one consistent state, also beside a run
            }

            if (File.Exists(_connections.GoldFile))
            {
                File.Copy(_connections.GoldFile, twin.GoldFile);
            }
        }

        var warehouse = new SqliteWarehouse(folder, _holder);
        await warehouse.MigrateAsync(cancellationToken);
        using var bronze = twin.Open();
        foreach (var dataset in feed.AllDatasets)
        {
            SqliteConnections.Execute(bronze, Sql.Render("dataset/create_bronze.sql", DatasetSql.Model(dataset, SqliteDialect.Instance))); // it begins empty
        }

        return warehouse;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async IAsyncEnumerable<Fingerprint> LookUpAsync(
        DatasetDefinition dataset,
        IEnumerable<Hash128> hashes,
        string hashColumn,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var connection = OpenWanting(hashes);
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
        using var connection = OpenWanting(hashes);
        await foreach (var version in _silver.LookUpVersionsAsync(connection, dataset, "wanted", hashColumn, cancellationToken))
        {
            yield return version;
        }
    }

    private SqliteConnection OpenWanting(IEnumerable<Hash128> hashes)
    {
        var connection = _connections.Open();
        SqliteConnections.Execute(connection, Sql.Text("read/create_wanted.sql"));
        using var transaction = connection.BeginTransaction(deferred: true);
        using var insert = new SqliteInsert(connection, Sql.Text("read/insert_wanted.sql"));
        HistoryRows.WriteHashes(insert, "hash", hashes);
        transaction.Commit();
        return connection;
    }
}
