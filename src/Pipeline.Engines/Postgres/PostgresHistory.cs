using System.Data.Common;
using Npgsql;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Postgres;

/// <summary>Writes bronze and silver by COPY. A stage is a table of the session; on a cluster it lies where the dataset does.</summary>
internal sealed class PostgresHistory(
    PostgresConnections connections, ServerLeases leases, PostgresDistribution distribution, SqlLibrary sql, PostgresDialect dialect)
    : ServerHistory(connections, leases, sql, dialect)
{
    private protected override async Task LandAsync(
        DbConnection connection, LandedTable table, Dictionary<string, object> model, Action<IBulkWriter> write, CancellationToken cancellationToken)
    {
        await RunAsync(connection, CreateArrived(table), model, cancellationToken);
        if (await LoadAsync(connection, "arrived", table.Columns, write, cancellationToken) > 0)
        {
            await RunAsync(connection, table.Insert, model, cancellationToken);
        }
    }

    private protected override async Task<HistoryStage> StageAsync(
        DbConnection connection, Arrival arrival, IDatasetChanges changes, HistoryRows rows, CancellationToken cancellationToken)
    {
        var dataset = changes.Dataset;
        var model = await distribution.MergeModelAsync((NpgsqlConnection)connection, arrival.Run.Feed, dataset, arrival.Run.Token);
        await CreateStageAsync(
            connection, dataset, arrival.Run.Token, "merge/create_stage", "distribution/create_stage", model, cancellationToken);
        var (stage, gone) = ((string)model["stage"], (string)model["gone"]);
        var loaded = gone == stage
            ? await LoadAsync(connection, stage, BulkColumns.Stage(dataset), rows.WriteStage, cancellationToken)
            : await LoadAsync(connection, stage, BulkColumns.Stage(dataset), rows.WriteChanged, cancellationToken)
                + await LoadAsync(connection, gone, BulkColumns.Gone, rows.WriteGone, cancellationToken);
        await RunAsync(connection, "merge/analyze_stage", model, cancellationToken);
        return new HistoryStage(model, loaded);
    }

    private protected override async Task<HistoryStage> StageAsync(
        DbConnection connection, RunStamp stamp, SilverCorrection correction, CorrectionRows rows, CancellationToken cancellationToken)
    {
        var stage = connections.Layout.Stage(correction.Dataset, stamp.Token);
        var model = DatasetSql.Model(correction.Dataset.AsTable, dialect);
        model["stage"] = stage;
        await CreateStageAsync(
            connection, correction.Dataset, stamp.Token, "correct/create_stage", "distribution/create_rewrite_stage", model, cancellationToken);
        var loaded = await LoadAsync(connection, stage, BulkColumns.Correction(correction.Dataset.AsTable), rows.WriteStage, cancellationToken);
        await RunAsync(connection, "merge/analyze_stage", model, cancellationToken);
        return new HistoryStage(model, loaded);
    }

    private protected override Task HoldKeysAsync(
        DbConnection connection, DbTransaction transaction, Action<IBulkWriter> write, CancellationToken cancellationToken) =>
        LoadAsync(connection, HistoryTables.NameOf(Sql, "held_keys"), BulkColumns.Held, write, cancellationToken);

    private protected override async Task TidyUpAsync(
        DbConnection connection, DatasetDefinition dataset, RunStamp run, HistoryStage stage, CancellationToken cancellationToken)
    {
        if (connections.Layout.Of(dataset) is not null)
        {
            await distribution.DropStagesAsync((NpgsqlConnection)connection, dataset, run.Token, cancellationToken);
        }

        if (stage.Rows >= AnalyzeFrom)
        {
            await RunAsync(connection, "merge/analyze_silver", stage.Model, cancellationToken);
        }
    }

    private async Task CreateStageAsync(
        DbConnection connection,
        DatasetDefinition dataset,
        long token,
        string ofSession,
        string ofCluster,
        Dictionary<string, object> model,
        CancellationToken cancellationToken)
    {
        var isOnCluster = connections.Layout.Of(dataset) is not null;
        if (isOnCluster)
        {
            await distribution.DropStagesAsync((NpgsqlConnection)connection, dataset, token, cancellationToken);
        }

        await RunAsync(connection, isOnCluster ? ofCluster : ofSession, model, cancellationToken);
    }

    private Task<long> LoadAsync(
        DbConnection connection, string target, IReadOnlyList<BulkColumn> columns, Action<IBulkWriter> write, CancellationToken cancellationToken) =>
        PostgresCopy.LoadAsync((NpgsqlConnection)connection, Sql, target, columns, write, cancellationToken);

    private Task<int> RunAsync(DbConnection connection, string statement, Dictionary<string, object> model, CancellationToken cancellationToken) =>
        PostgresConnections.ExecuteAsync((NpgsqlConnection)connection, Sql.Render(statement, model), cancellationToken);
}
