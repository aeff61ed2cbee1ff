using System.Data.Common;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.SqlServer;

/// <summary>Writes bronze and silver by bulk copy. Text of silver is widened before a stage is loaded.</summary>
internal sealed class SqlServerHistory(SqlServerConnections connections, ServerLeases leases, SqlLibrary sql)
    : ServerHistory(connections, leases, sql, SqlServerDialect.Instance)
{
    private readonly SqlServerWidths _widths = new(sql);

    private protected override async Task LandAsync(
        DbConnection connection, LandedTable table, Dictionary<string, object> model, Action<IBulkWriter> write, CancellationToken cancellationToken)
    {
        var session = (SqlConnection)connection;
        await using var arrived = await SqlServerStaging.LoadAsync(
            session, Sql, CreateArrived(table), model, table.Columns, write, cancellationToken);
        await SqlServerConnections.ExecuteAsync(session, Sql.Render(table.Insert, model), cancellationToken);
    }

    private protected override Task<HistoryStage> StageAsync(
        DbConnection connection, Arrival arrival, IDatasetChanges changes, HistoryRows rows, CancellationToken cancellationToken) =>
        StageAsync(
            (SqlConnection)connection,
            arrival.Run,
            arrival.Night,
            changes.Dataset,
            "merge/create_stage",
            BulkColumns.Stage(changes.Dataset),
            rows.WriteStage,
            cancellationToken);

    private protected override Task<HistoryStage> StageAsync(
        DbConnection connection, RunStamp stamp, SilverCorrection correction, CorrectionRows rows, CancellationToken cancellationToken) =>
        StageAsync(
            (SqlConnection)connection,
            stamp,
            correction.Night,
            correction.Dataset.AsTable,
            "correct/create_stage",
            BulkColumns.Correction(correction.Dataset.AsTable),
            rows.WriteStage,
            cancellationToken);

    private protected override Task HoldKeysAsync(
        DbConnection connection, DbTransaction transaction, Action<IBulkWriter> write, CancellationToken cancellationToken) =>
        SqlServerBulkCopy.LoadAsync(
            (SqlConnection)connection,
            Sql,
            (SqlTransaction)transaction,
            HistoryTables.NameOf(Sql, "held_keys"),
            BulkColumns.Held,
            write,
            cancellationToken);

    private protected override async Task TidyUpAsync(
        DbConnection connection, DatasetDefinition dataset, RunStamp run, HistoryStage stage, CancellationToken cancellationToken)
    {
        if (stage.Rows >= AnalyzeFrom)
        {
            await SqlServerConnections.ExecuteAsync((SqlConnection)connection, Sql.Render("merge/analyze_silver", stage.Model), cancellationToken);
        }
    }

    private async Task<HistoryStage> StageAsync(
        SqlConnection connection,
        RunStamp run,
        Night night,
        DatasetDefinition dataset,
        string create,
        IReadOnlyList<BulkColumn> columns,
        Action<IBulkWriter> write,
        CancellationToken cancellationToken)
    {
        var widths = await _widths.WidenAsync(connection, dataset, run, night, write, cancellationToken);
        var table = await SqlServerStaging.LoadAsync(connection, Sql, create, StageOf(dataset, widths), columns, write, cancellationToken);
        var model = DatasetSql.Model(dataset, SqlServerDialect.Instance);
        (model["stage"], model["gone"]) = (table.Name, table.Name);
        return new HistoryStage(model, table.Rows, table);
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
