using System.Data.Common;
using Dapper;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Audit;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sql.Erasure;

/// <summary>Takes values out of a warehouse's tables, and leaves their hashes.</summary>
internal class SqlErasure(IConnections connections, SqlLibrary sql, Dialect dialect) : IErasure
{
    private const string Erased = "The record was erased on demand.";

    // Tables whose messages may quote values, with their keys: the ledger's own words, and those of its operators.
    private readonly (string Schema, string Table, string Column, string[] Key)[] _messages =
    [
        (HistoryTables.Locate(sql, "superseded_nights").Schema, HistoryTables.Locate(sql, "superseded_nights").Table, "reason", ["feed", "dataset", "night", "superseded_by_run_id"]),
        ("ops", "checks", "samples", ["run_id", "name"]),
        ("ops", "steps", "fault", ["run_id", "sequence"]),
        ("ops", "runs", "message", ["run_id"]),
        ("ops", "nights", "message", ["feed", "night"]),
        ("ops", "guards", "detail", ["feed", "night", "dataset", "sha256", "guard"]),
        ("ops", "approvals", "reason", ["approval_id"]),
    ];

    /// <summary>The statements.</summary>
    protected SqlLibrary Sql => sql;

    /// <inheritdoc/>
    public async Task<Guid> BeginAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var known = new { feed = request.Feed, dataset = request.Target.Dataset, key_hash = request.Target.Key.ToBytes() };
        if (await connection.ExecuteScalarAsync(sql.Text("erase/unfinished"), known) is { } unfinished)
        {
            return dialect.ReadId(unfinished);
        }

        var erasureId = Guid.CreateVersion7(request.BeganAt);
        await connection.ExecuteAsync(sql.Text("erase/begin"), new
        {
            erasure_id = dialect.Id(erasureId),
            known.feed,
            known.dataset,
            known.key_hash,
            reason = request.Reason,
            erased_by = request.ErasedBy,
            began_at = dialect.Instant(request.BeganAt),
        });
        return erasureId;
    }

    /// <inheritdoc/>
    public Task<IReadOnlySet<Hash128>> ChildrenAsync(StoredTable list, IReadOnlySet<Hash128> parents, CancellationToken cancellationToken) =>
        HashesAsync("erase/children", list, parents, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlySet<Hash128>> ParentsAsync(StoredTable list, IReadOnlySet<Hash128> keys, CancellationToken cancellationToken) =>
        HashesAsync("erase/parents", list, keys, cancellationToken);

    /// <inheritdoc/>
    public async Task<ErasureCounts> CountAsync(StoredTable table, IReadOnlySet<Hash128> keys, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var counts = ErasureCounts.None;
        foreach (var key in keys)
        {
            var (versions, superseded, landed, quarantined) = await connection.QuerySingleAsync<(long Versions, long Superseded, long Landed, long Quarantined)>(
                sql.Render("erase/count", SqlFaults.Model(table)), Parameters(table, key));
            counts += new ErasureCounts(versions, superseded, landed, quarantined);
        }

        return counts;
    }

    /// <inheritdoc/>
    public async Task EraseAsync(
        Guid erasureId, StoredTable table, IReadOnlySet<Hash128> keys, DateTime erasedTo, CancellationToken cancellationToken)
    {
        var model = SqlFaults.Model(table);
        await using var connection = await OpenAsync(cancellationToken);
        foreach (var key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await connection.ExecuteAsync(sql.Text("erase/release_key"), Parameters(table, key));
            await connection.ExecuteAsync(sql.Text("erase/note_key"), new
            {
                feed = table.Feed,
                dataset = table.Dataset,
                key_hash = key.ToBytes(),
                erased_to = dialect.Instant(erasedTo),
                erasure_id = dialect.Id(erasureId),
            });
            await connection.ExecuteAsync(sql.Render("erase/bronze", model), Parameters(table, key));
            await connection.ExecuteAsync(sql.Text("erase/quarantine_key"), Parameters(table, key));
            await BlankAsync(connection, table, key, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task EraseChildrenFromQuarantineAsync(StoredTable list, IReadOnlySet<Hash128> parents, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        foreach (var parent in parents)
        {
            await connection.ExecuteAsync(sql.Text("erase/quarantine_children"), Parameters(list, parent));
        }
    }

    /// <inheritdoc/>
    public async Task RewriteRawAsync(StoredTable table, IReadOnlySet<Hash128> keys, Func<string, string> rewrite, CancellationToken cancellationToken)
    {
        var model = SqlFaults.Model(table);
        await using var connection = await OpenAsync(cancellationToken);
        foreach (var key in keys)
        {
            var rows = await connection.QueryAsync<(byte[] DeliveryId, long RecordNo, string Raw)>(
                sql.Render("erase/bronze_raw", model), Parameters(table, key));
            foreach (var row in rows.Where(row => row.Raw.Length > 0))
            {
                await connection.ExecuteAsync(
                    sql.Render("erase/bronze_row", model),
                    new { delivery_id = row.DeliveryId, record_no = row.RecordNo, raw = rewrite(row.Raw) });
            }
        }
    }

    /// <inheritdoc/>
    public async Task<long> EraseTextsAsync(string feed, Func<string, bool> isIn, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var erased = 0L;
        var rows = await connection.QueryAsync<(byte[] DeliveryId, long RecordNo, string Raw)>(sql.Text("erase/quarantine_raw"), new { feed });
        foreach (var row in rows.Where(row => isIn(row.Raw)))
        {
            erased += await connection.ExecuteAsync(
                sql.Text("erase/quarantine_row"), new { delivery_id = row.DeliveryId, record_no = row.RecordNo, message = Erased });
        }

        foreach (var (schema, table, column, key) in _messages)
        {
            erased += await EraseMessagesAsync(connection, (schema, table, column), key, isIn);
        }

        return erased;
    }

    /// <inheritdoc/>
    public async Task PurgeAsync(IReadOnlyList<StoredTable> tables, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var written = tables
            .SelectMany(table => new[]
            {
                ("bronze", table.Dataset), ("silver", table.Dataset), ("silver", GeneratedNames.Of(table.Dataset, "__superseded")),
            })
            .Append(("ops", "quarantine"))
            .Concat(_messages.Select(message => (message.Schema, message.Table)))
            .Select(table => sql.Render("erase/vacuum", new Dictionary<string, object> { ["schema"] = table.Item1, ["table"] = table.Item2 }))
            .Distinct();
        foreach (var vacuum in written)
        {
            await connection.ExecuteAsync(new CommandDefinition(vacuum, commandTimeout: 0, cancellationToken: cancellationToken));
        }

        await connection.ExecuteAsync(sql.Text("erase/settle"));
    }

    /// <inheritdoc/>
    public async Task FinishAsync(Guid erasureId, DateTimeOffset finishedAt, string counts, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql.Text("erase/finish"), new
        {
            erasure_id = dialect.Id(erasureId),
            finished_at = dialect.Instant(finishedAt),
            counts,
        });
    }

    /// <summary>Takes the values out of every version of a key, current or superseded.</summary>
    protected virtual async Task BlankAsync(DbConnection connection, StoredTable table, Hash128 key, CancellationToken cancellationToken)
    {
        var model = SqlFaults.Model(table);
        await connection.ExecuteAsync(sql.Render("erase/superseded", model), Parameters(table, key));
        await connection.ExecuteAsync(sql.Render("erase/silver", model), Parameters(table, key));
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql.Text("erase/prepare"));
        return connection;
    }

    private async Task<IReadOnlySet<Hash128>> HashesAsync(
        string file, StoredTable list, IReadOnlySet<Hash128> of, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var found = new HashSet<Hash128>();
        foreach (var key in of)
        {
            var hashes = await connection.QueryAsync<byte[]>(sql.Render(file, SqlFaults.Model(list)), Parameters(list, key));
            found.UnionWith(hashes.Select(hash => Hash128.Read(hash)));
        }

        return found;
    }

    private async Task<long> EraseMessagesAsync(
        DbConnection connection, (string Schema, string Table, string Column) text, string[] key, Func<string, bool> isIn)
    {
        var model = new Dictionary<string, object>
        {
            ["schema"] = text.Schema,
            ["table"] = text.Table,
            ["column"] = text.Column,
            ["keys"] = key.Select((name, index) => new Dictionary<string, object> { ["name"] = name, ["parameter"] = DatasetSql.Parameter(index) }).ToList(),
        };
        var erased = 0L;
        var rows = (await connection.QueryAsync(sql.Render("erase/texts", model))).Cast<IDictionary<string, object?>>();
        foreach (var row in rows.Where(row => isIn((string)row["message"]!)))
        {
            var parameters = new DynamicParameters();
            parameters.Add("message", Erased);
            for (var part = 0; part < key.Length; part++)
            {
                parameters.Add(DatasetSql.Parameter(part), row[DatasetSql.Parameter(part)]);
            }

            erased += await connection.ExecuteAsync(sql.Render("erase/text", model), parameters);
        }

        return erased;
    }

    private static object Parameters(StoredTable table, Hash128 key) =>
        new { feed = table.Feed, dataset = table.Dataset, key_hash = key.ToBytes(), message = Erased };
}
