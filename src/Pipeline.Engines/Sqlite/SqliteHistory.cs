using System.Data.Common;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Sqlite;

/// <summary>Writes bronze and silver by prepared inserts. Temporary tables are a file of their own, so that a stage locks nothing.</summary>
internal sealed class SqliteHistory(SqliteConnections connections, SqlLibrary sql) : SqlHistory(connections, sql, SqliteDialect.Instance)
{
    private protected override Task LandAsync(
        DbConnection connection, LandedTable table, Dictionary<string, object> model, Action<IBulkWriter> write, CancellationToken cancellationToken)
    {
        SqliteInsert.Load((SqliteConnection)connection, Sql.Render(table.Insert, model), write);
        return Task.CompletedTask;
    }

    private protected override Task<HistoryStage> StageAsync(
        DbConnection connection, Arrival arrival, IDatasetChanges changes, HistoryRows rows, CancellationToken cancellationToken) =>
        StageAsync(connection, changes.Dataset, "merge/create_stage", "merge/insert_stage", rows.WriteStage);

    private protected override Task<HistoryStage> StageAsync(
        DbConnection connection, RunStamp stamp, SilverCorrection correction, CorrectionRows rows, CancellationToken cancellationToken) =>
        StageAsync(connection, correction.Dataset.AsTable, "correct/create_stage", "correct/insert_stage", rows.WriteStage);

    private protected override Task HoldKeysAsync(
        DbConnection connection, DbTransaction transaction, Action<IBulkWriter> write, CancellationToken cancellationToken)
    {
        using var insert = new SqliteInsert((SqliteConnection)connection, Sql.Text("merge/hold_key"));
        write(insert);
        return Task.CompletedTask;
    }

    private Task<HistoryStage> StageAsync(
        DbConnection connection, DatasetDefinition dataset, string create, string insert, Action<IBulkWriter> write)
    {
        var model = DatasetSql.Model(dataset, SqliteDialect.Instance);
        SqliteConnections.Execute((SqliteConnection)connection, Sql.Render(create, model));
        var rows = SqliteInsert.Load((SqliteConnection)connection, Sql.Render(insert, model), write);
        return Task.FromResult(new HistoryStage(model, rows));
    }
}
