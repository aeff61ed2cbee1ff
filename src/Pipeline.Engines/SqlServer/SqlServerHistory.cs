using Microsoft.Data.SqlClient;
using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.SqlServer;

/// <summary>Lands changes in bronze and folds them into silver.</summary>
internal sealed class SqlServerHistory(SqlServerConnections connections, ServerLeases leases, SqlLibrary sql) : IHistoryWriter
{
    private readonly SqlMerge _merge = new(sql, SqlServerDialect.Instance);
    private readonly SqlCorrection _rewrite = new(sql, SqlServerDialect.Instance);
    private readonly SqlServerWidths _widths = new(sql);

    public async Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(arrival, changes, cancellationToken);
        var model = DatasetSql.Model(changes.Dataset, SqlServerDialect.Instance);
        await using var connection = await connections.OpenAsync(cancellationToken);
        await LandAsync(
            connection, "land/create_arrived_bronze", "land/insert_bronze", model, BulkColumns.Bronze, rows.WriteBronze, cancellationToken);
        await NightRecords.ReleaseQuarantineAsync(sql, connection, arrival.DeliveryId);
        await LandAsync(
            connection,
            "land/create_arrived_quarantine",
            "land/insert_quarantine",
            model,
            BulkColumns.Quarantine,
            rows.WriteQuarantine,
            cancellationToken);
    }

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    public async Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(arrival, changes, cancellationToken);
        await using var connection = await connections.OpenAsync(cancellationToken);

        // The bulk of the writing is over before the merge's transaction begins and a row of silver is locked.
        var widths = await _widths.WidenAsync(
            connection, changes.Dataset, (arrival.Feed, arrival.Night.Date, arrival.RunId, arrival.RecordedAt), rows.WriteStage, cancellationToken);
        await using var stage = await SqlServerStaging.LoadAsync(
            connection,
            sql,
            "merge/create_stage",
            StageOf(changes.Dataset, widths),
            BulkColumns.Stage(changes.Dataset),
            rows.WriteStage,
            cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await FoldAsync(connection, arrival, changes, stage.Name, rows, cancellationToken);
            }
            catch (SqlException fault) when (SqlServerErrors.IsDeadlock(fault) && attempt < SqlServerTimeouts.DeadlockTries)
            {
                cancellationToken.ThrowIfCancellationRequested(); // all of it was rolled back; the stage is still there
            }
        }
    }

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    public async Task CorrectAsync(RunStamp rewriting, SilverCorrection rewrite, CancellationToken cancellationToken)
    {
        var rows = new CorrectionRows(rewriting, rewrite, cancellationToken);
        var model = DatasetSql.Model(rewrite.Dataset.AsTable, SqlServerDialect.Instance);
        await using var connection = await connections.OpenAsync(cancellationToken);
        await LandAsync(
            connection, "land/create_arrived_quarantine", "land/insert_quarantine", model, BulkColumns.Quarantine, rows.WriteQuarantine, cancellationToken);
        await _rewrite.ReleaseFromQuarantineAsync(connection, rewrite);
        var widths = await _widths.WidenAsync(
            connection,
            rewrite.Dataset.AsTable,
            (rewriting.Feed, rewrite.Night.Date, rewriting.RunId, rewriting.RecordedAt),
            rows.WriteStage,
            cancellationToken);
        await using var stage = await SqlServerStaging.LoadAsync(
            connection,
            sql,
            "correct/create_stage",
            StageOf(rewrite.Dataset.AsTable, widths),
            BulkColumns.Rewrite(rewrite.Dataset.AsTable),
            rows.WriteStage,
            cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        await _rewrite.RunAsync(connection, transaction, rewriting, rewrite, stage.Name, cancellationToken);
        await SqlServerBulkCopy.LoadAsync(
            connection, transaction, HistoryTables.NameOf(sql, "held_keys"), BulkColumns.Held, rows.WriteHeld, cancellationToken);
        await leases.CheckAsync(connection, transaction, rewriting.Feed, rewriting.Token);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    public async Task RetireAsync(RunStamp rewriting, StoredTable table, bool isList, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        await _rewrite.RetireAsync(connection, transaction, rewriting, table, isList, cancellationToken);
        await leases.CheckAsync(connection, transaction, rewriting.Feed, rewriting.Token);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<AcceptedNight> FoldAsync(
        SqlConnection connection, Arrival arrival, DatasetChanges changes, string stage, HistoryRows rows, CancellationToken cancellationToken)
    {
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        var model = DatasetSql.Model(changes.Dataset, SqlServerDialect.Instance);
        model["stage"] = stage;
        model["gone"] = stage;
        var accepted = await _merge.RunAsync(connection, transaction, arrival, changes, model, cancellationToken);
        await SqlServerBulkCopy.LoadAsync(
            connection, transaction, HistoryTables.NameOf(sql, "held_keys"), BulkColumns.Held, rows.WriteHeld, cancellationToken);
        await leases.CheckAsync(connection, transaction, arrival.Feed, arrival.Token);
        await transaction.CommitAsync(cancellationToken);
        return accepted;
    }

    // By way of another table, because a bulk load can't leave out what an earlier attempt has landed (H33).
    private async Task LandAsync(
        SqlConnection connection,
        string create,
        string insert,
        Dictionary<string, object> model,
        IReadOnlyList<BulkColumn> columns,
        Action<IBulkWriter> write,
        CancellationToken cancellationToken)
    {
        await using var arrived = await SqlServerStaging.LoadAsync(connection, sql, create, model, columns, write, cancellationToken);
        await SqlServerConnections.ExecuteAsync(connection, sql.Render(insert, model), cancellationToken);
    }

    // Text in the stage is as wide as it is in silver.
    private static Dictionary<string, object> StageOf(DatasetDefinition dataset, IReadOnlyDictionary<string, int?> widths)
    {
        var model = DatasetSql.Model(dataset, SqlServerDialect.Instance);
        foreach (var column in (List<Dictionary<string, object>>)model["columns"])
        {
            if (widths.TryGetValue((string)column["name"], out var width))
            {
                column["type"] = SqlServerDialect.TextOf(width);
            }
        }

        return model;
    }
}
