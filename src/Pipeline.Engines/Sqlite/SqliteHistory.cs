using Microsoft.Data.Sqlite;
using Pipeline.Core.Comparing;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Sqlite;

/// <summary>Lands changes in bronze and folds them into silver.</summary>
internal sealed class SqliteHistory(SqliteConnections connections, SqlLibrary sql) : IHistoryWriter
{
    private readonly SqlMerge _merge = new(sql, SqliteDialect.Instance);
    private readonly SqlCorrection _rewrite = new(sql, SqliteDialect.Instance);

    public async Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(arrival, changes, cancellationToken);
        using var connection = connections.Open();
        var bronze = sql.Render("land/insert_bronze", DatasetSql.Model(changes.Dataset, SqliteDialect.Instance));
        Load(connection, bronze, rows.WriteBronze);
        await NightRecords.ReleaseQuarantineAsync(sql, connection, arrival.DeliveryId);
        Load(connection, sql.Text("land/insert_quarantine"), rows.WriteQuarantine);
    }

    public async Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var model = DatasetSql.Model(changes.Dataset, SqliteDialect.Instance);
        var rows = new HistoryRows(arrival, changes, cancellationToken);
        using var connection = connections.Open();

        // Temporary tables are a file of their own, so the bulk of the writing is over before silver is locked.
        SqliteConnections.Execute(connection, sql.Render("merge/create_stage", model));
        Load(connection, sql.Render("merge/insert_stage", model), rows.WriteStage);

        using var transaction = connection.BeginTransaction(deferred: true);
        var accepted = await _merge.RunAsync(connection, transaction, arrival, changes, model, cancellationToken);
        using (var insert = new SqliteInsert(connection, sql.Text("merge/hold_key")))
        {
            rows.WriteHeld(insert);
        }

        transaction.Commit();
        return accepted;
    }

    public async Task CorrectAsync(RunStamp rewriting, SilverCorrection rewrite, CancellationToken cancellationToken)
    {
        var model = DatasetSql.Model(rewrite.Dataset.AsTable, SqliteDialect.Instance);
        var rows = new CorrectionRows(rewriting, rewrite, cancellationToken);
        using var connection = connections.Open();
        Load(connection, sql.Text("land/insert_quarantine"), rows.WriteQuarantine);
        await _rewrite.ReleaseFromQuarantineAsync(connection, rewrite);
        SqliteConnections.Execute(connection, sql.Render("correct/create_stage", model));
        Load(connection, sql.Render("correct/insert_stage", model), rows.WriteStage);

        using var transaction = connection.BeginTransaction(deferred: true);
        await _rewrite.RunAsync(connection, transaction, rewriting, rewrite, "stage", cancellationToken);
        using (var insert = new SqliteInsert(connection, sql.Text("merge/hold_key")))
        {
            rows.WriteHeld(insert);
        }

        transaction.Commit();
    }

    public async Task RetireAsync(RunStamp rewriting, StoredTable table, bool isList, CancellationToken cancellationToken)
    {
        using var connection = connections.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        await _rewrite.RetireAsync(connection, transaction, rewriting, table, isList, cancellationToken);
        transaction.Commit();
    }

    private static void Load(SqliteConnection connection, string text, Action<IBulkWriter> write)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        using var insert = new SqliteInsert(connection, text);
        write(insert);
        transaction.Commit();
    }
}
