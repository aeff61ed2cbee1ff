using Microsoft.Data.Sqlite;
using Pipeline.Core.History;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Sqlite;

/// <summary>Lands changes in bronze and folds them into silver.</summary>
internal sealed class SqliteHistory(SqliteConnections connections, SqlLibrary sql)
{
    private readonly SqlMerge _merge = new(sql, SqliteDialect.Instance);

    public void Land(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(SqliteDialect.Instance, arrival, changes);
        using var connection = connections.Open();
        var bronze = sql.Render("land/insert_bronze.sql", DatasetSql.Model(changes.Dataset, SqliteDialect.Instance));
        Load(connection, bronze, rows.Bronze, cancellationToken);
        Load(connection, sql.Text("land/insert_quarantine.sql"), rows.Quarantine, cancellationToken);
    }

    public async Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var model = DatasetSql.Model(changes.Dataset, SqliteDialect.Instance);
        var rows = new HistoryRows(SqliteDialect.Instance, arrival, changes);
        using var connection = connections.Open();

        // Temporary tables are a file of their own, so the bulk of the writing is over before silver is locked.
        SqliteConnections.Execute(connection, sql.Render("merge/create_stage.sql", model));
        Load(connection, sql.Render("merge/insert_stage.sql", model), rows.Stage, cancellationToken);

        using var transaction = connection.BeginTransaction(deferred: true);
        var accepted = await _merge.RunAsync(connection, transaction, arrival, changes, cancellationToken);
        SqliteBulk.Load(connection, transaction, sql.Text("merge/hold_key.sql"), rows.Held, cancellationToken);
        transaction.Commit();
        return accepted;
    }

    private static void Load(SqliteConnection connection, string text, BulkTable table, CancellationToken cancellationToken)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        SqliteBulk.Load(connection, transaction, text, table, cancellationToken);
        transaction.Commit();
    }
}
