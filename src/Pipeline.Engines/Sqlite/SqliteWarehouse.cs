using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Feeds;
using Pipeline.Core.Gold;
using Pipeline.Core.History;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;
using SQLitePCL;

namespace Pipeline.Engines.Sqlite;

/// <summary>The embedded warehouse: a folder with <c>bronze.db</c>, <c>silver.db</c>, <c>gold.db</c> and <c>ops.db</c>.</summary>
public sealed class SqliteWarehouse : IWarehouse
{
    // Templates are compiled at their first use, which costs more than running most of them: once a process.
    private static readonly SqlLibrary Library = new("sqlite", typeof(SqliteWarehouse).Assembly);

    private readonly SqliteConnections _connections;
    private readonly string _holder;
    private readonly SqliteHistory _history;
    private readonly SqliteTables _tables;

    /// <param name="folder">The folder of the warehouse; made by <see cref="MigrateAsync"/>.</param>
    /// <param name="holder">Who works here, as another run is told: a host and a process.</param>
    public SqliteWarehouse(string folder, string holder)
    {
        _connections = new SqliteConnections(folder);
        _holder = holder;
        _history = new SqliteHistory(_connections, Sql);
        _tables = new SqliteTables(_connections, Sql);
        Ledger = new SqlLedger(() => _connections.Open(), Sql);
        Gold = new SqliteGoldStore(_connections, Sql);
    }

    /// <inheritdoc/>
    public string Name => $"sqlite:{_connections.Folder}";

    /// <inheritdoc/>
    public EngineTraits Traits => SqliteDialect.Traits;

    /// <inheritdoc/>
    public SqlLibrary Sql => Library;

    /// <inheritdoc/>
    public ILedger Ledger { get; }

    /// <inheritdoc/>
    public IGoldStore Gold { get; }

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellationToken)
    {
        using var connection = _connections.Open(create: true);
        foreach (var migration in Sql.Files.Where(file => file.StartsWith("migrations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            SqliteConnections.Execute(connection, Sql.Text(migration));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ILease> LeaseAsync(string feed, CancellationToken cancellationToken) =>
        Task.FromResult<ILease>(SqliteLease.Take(_connections, Sql, feed, _holder));

    /// <inheritdoc/>
    public Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        _tables.Prepare(feed, dataset);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<AcceptedNight?> LastAcceptedAsync(string feed, string dataset, CancellationToken cancellationToken)
    {
        using var connection = _connections.Open();
        var nights = await AcceptedNightRow.ReadAsync(connection, Sql.Text("read/last_accepted_night.sql"), new { feed, dataset });
        return nights.SingleOrDefault();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AcceptedNight>> AcceptedAsync(string feed, CancellationToken cancellationToken)
    {
        using var connection = _connections.Open();
        return await AcceptedNightRow.ReadAsync(connection, Sql.Text("read/accepted_nights.sql"), new { feed });
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Fingerprint> ReadOpenAsync(DatasetDefinition dataset, CancellationToken cancellationToken) =>
        FingerprintsAsync(() => _connections.Open(), dataset, "read/open_versions.sql", "key_hash", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fingerprint> LookUpAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        LookUpAsync(dataset, keys, "key_hash", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        LookUpAsync(dataset, parents, "parent_key_hash", cancellationToken);

    /// <inheritdoc/>
    public Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        _history.Land(arrival, changes, cancellationToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken) =>
        Task.FromResult(_history.Merge(arrival, changes, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExplainedVersion>> ExplainAsync(
        string feed, DatasetDefinition dataset, Hash128 key, CancellationToken cancellationToken)
    {
        using var connection = _connections.Open();
        var sql = Sql.Render("read/explain.sql", DatasetSql.Model(dataset, SqliteDialect.TypeOf));
        var rows = await connection.QueryAsync(sql, new { feed, dataset = dataset.Name, key_hash = key.ToBytes() });
        return [.. rows.Select(row => Version(dataset, (IDictionary<string, object?>)row))];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IAsyncEnumerable<Fingerprint> LookUpAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> hashes, string hashColumn, CancellationToken cancellationToken) =>
        FingerprintsAsync(() => OpenWithWanted(hashes), dataset, "read/look_up.sql", hashColumn, cancellationToken);

    private SqliteConnection OpenWithWanted(IEnumerable<Hash128> hashes)
    {
        var connection = _connections.Open();
        SqliteConnections.Execute(connection, Sql.Text("read/create_wanted.sql"));
        using var transaction = connection.BeginTransaction(deferred: true);
        using var insert = new SqliteInsert(connection, Sql.Text("read/insert_wanted.sql"));
        foreach (var hash in hashes)
        {
            insert.Set("hash", hash);
            insert.Run();
        }

        transaction.Commit();
        return connection;
    }

    private async IAsyncEnumerable<Fingerprint> FingerprintsAsync(
        Func<SqliteConnection> open,
        DatasetDefinition dataset,
        string file,
        string hashColumn,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var model = DatasetSql.Model(dataset, SqliteDialect.TypeOf);
        model["hash_column"] = hashColumn;
        using var connection = open();
        using var command = connection.CreateCommand();
        command.CommandText = Sql.Render(file, model);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Fingerprint(
                Hash(reader, 0)!.Value, Hash(reader, 1)!.Value, Hash(reader, 2), dataset.Parent is null ? null : Hash(reader, 3));
        }
    }

    // Straight from SQLite's page: GetBytes makes a stream for every value, and a night reads millions.
    private static Hash128? Hash(SqliteDataReader reader, int column) =>
        raw.sqlite3_column_blob(reader.Handle, column) is { IsEmpty: false } bytes ? Hash128.Read(bytes) : null;

    private static ExplainedVersion Version(DatasetDefinition dataset, IDictionary<string, object?> row) => new()
    {
        ValidFrom = Instants.Parse((string)row["version_valid_from"]!),
        ValidTo = row["version_valid_to"] is string to ? Instants.Parse(to) : null,
        IsLatest = (long)row["version_is_latest"]! == 1,
        Values = dataset.Columns.Index().ToDictionary(
            column => column.Item.Name,
            column => SqliteDialect.TextOf(column.Item.Type, row[DatasetSql.Parameter(column.Index)])),
        Night = Instants.ParseNight((string)row["delivery_night"]!),
        File = (string?)row["delivery_file"],
        Sha256 = (string)row["delivery_sha256"]!,
        Line = (long?)row["delivery_line_no"],
        ByteOffset = (long?)row["delivery_byte_offset"],
        Raw = (string?)row["delivery_raw"],
    };
}
