using Npgsql;
using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Unpacking;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Postgres;

/// <summary>Lands changes in bronze and folds them into silver.</summary>
internal sealed class PostgresHistory(
    PostgresConnections connections, ServerLeases leases, PostgresDistribution distribution, SqlLibrary sql, PostgresDialect dialect) : IHistoryWriter
{
    /// <summary>From so many changed rows on, statistics are renewed at once: the night's gold is planned with them.</summary>
    private const long AnalyzeFrom = 1000;

    private readonly SqlMerge _merge = new(sql, dialect);
    private readonly SqlCorrection _rewrite = new(sql, dialect);

    public async Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(arrival, changes, cancellationToken);
        var model = DatasetSql.Model(changes.Dataset, dialect);
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
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = new HistoryRows(arrival, changes, cancellationToken) { Place = dialect.Place(changes.Dataset) };
        var model = await distribution.MergeModelAsync(connection, arrival.Feed, changes.Dataset, arrival.Token);

        // The bulk of the writing is over before the merge's transaction begins and a row of silver is locked.
        var staged = await StageAsync(connection, arrival, changes.Dataset, rows, model, cancellationToken);
        await RunAsync(connection, sql.Render("merge/analyze_stage", model), cancellationToken);

        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            var accepted = await _merge.RunAsync(connection, transaction, arrival, changes, model, cancellationToken);
            await PostgresCopy.LoadAsync(connection, sql, HistoryTables.NameOf(sql, "held_keys"), BulkColumns.Held, rows.WriteHeld, cancellationToken);
            await leases.CheckAsync(connection, transaction, arrival.Feed, arrival.Token);
            await transaction.CommitAsync(cancellationToken);
            await DropStageAsync(connection, changes.Dataset, arrival.Token, cancellationToken);
            if (staged >= AnalyzeFrom)
            {
                await RunAsync(connection, sql.Render("merge/analyze_silver", model), cancellationToken);
            }

            return accepted;
        }
    }

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    public async Task CorrectAsync(RunStamp rewriting, SilverCorrection rewrite, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = new CorrectionRows(rewriting, rewrite, cancellationToken) { Place = dialect.Place(rewrite.Dataset.AsTable) };
        var stage = connections.Layout.Stage(rewrite.Dataset, rewriting.Token);
        var model = DatasetSql.Model(rewrite.Dataset.AsTable, dialect);
        model["stage"] = stage;
        await LandAsync(
            connection, "land/create_arrived_quarantine", "land/insert_quarantine", model, BulkColumns.Quarantine, rows.WriteQuarantine, cancellationToken);
        await _rewrite.ReleaseFromQuarantineAsync(connection, rewrite);
        await CreateStageAsync(
            connection, rewrite.Dataset, rewriting.Token, "correct/create_stage", "distribution/create_rewrite_stage", model, cancellationToken);
        var staged = await PostgresCopy.LoadAsync(
            connection, sql, stage, BulkColumns.Rewrite(rewrite.Dataset.AsTable), rows.WriteStage, cancellationToken);
        await RunAsync(connection, sql.Render("merge/analyze_stage", model), cancellationToken);

        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await _rewrite.RunAsync(connection, transaction, rewriting, rewrite, stage, cancellationToken);
            await PostgresCopy.LoadAsync(connection, sql, HistoryTables.NameOf(sql, "held_keys"), BulkColumns.Held, rows.WriteHeld, cancellationToken);
            await leases.CheckAsync(connection, transaction, rewriting.Feed, rewriting.Token);
            await transaction.CommitAsync(cancellationToken);
        }

        await DropStageAsync(connection, rewrite.Dataset, rewriting.Token, cancellationToken);
        if (staged >= AnalyzeFrom)
        {
            await RunAsync(connection, sql.Render("merge/analyze_silver", model), cancellationToken);
        }
    }

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    public async Task RetireAsync(RunStamp rewriting, StoredTable table, bool isList, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await _rewrite.RetireAsync(connection, transaction, rewriting, table, isList, cancellationToken);
        await leases.CheckAsync(connection, transaction, rewriting.Feed, rewriting.Token);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<long> StageAsync(
        NpgsqlConnection connection,
        Arrival arrival,
        DatasetDefinition dataset,
        HistoryRows rows,
        Dictionary<string, object> model,
        CancellationToken cancellationToken)
    {
        await CreateStageAsync(
            connection, dataset, arrival.Token, "merge/create_stage", "distribution/create_stage", model, cancellationToken);
        var stage = (string)model["stage"];
        var gone = (string)model["gone"];
        return gone == stage
            ? await LoadAsync(stage, BulkColumns.Stage(dataset), rows.WriteStage)
            : await LoadAsync(stage, BulkColumns.Stage(dataset), rows.WriteChanged) + await LoadAsync(gone, BulkColumns.Gone, rows.WriteGone);

        Task<long> LoadAsync(string target, IReadOnlyList<BulkColumn> columns, Action<IBulkWriter> write) =>
            PostgresCopy.LoadAsync(connection, sql, target, columns, write, cancellationToken);
    }

    // A table of the session on one server; on a cluster one that lies where the dataset does.
    private async Task CreateStageAsync(
        NpgsqlConnection connection,
        DatasetDefinition dataset,
        long token,
        string here,
        string spread,
        Dictionary<string, object> model,
        CancellationToken cancellationToken)
    {
        if (connections.Layout.Of(dataset) is not null)
        {
            await distribution.DropStagesAsync(connection, dataset, token, cancellationToken);
            await RunAsync(connection, sql.Render(spread, model), cancellationToken);
        }
        else
        {
            await RunAsync(connection, sql.Render(here, model), cancellationToken);
        }
    }

    private async Task DropStageAsync(NpgsqlConnection connection, DatasetDefinition dataset, long token, CancellationToken cancellationToken)
    {
        if (connections.Layout.Of(dataset) is not null)
        {
            await distribution.DropStagesAsync(connection, dataset, token, cancellationToken);
        }
    }

    // By way of a temporary table, because COPY itself can't leave out what an earlier attempt has landed (H33).
    private async Task LandAsync(
        NpgsqlConnection connection,
        string create,
        string insert,
        Dictionary<string, object> model,
        IReadOnlyList<BulkColumn> columns,
        Action<IBulkWriter> write,
        CancellationToken cancellationToken)
    {
        await RunAsync(connection, sql.Render(create, model), cancellationToken);
        if (await PostgresCopy.LoadAsync(connection, sql, "arrived", columns, write, cancellationToken) > 0)
        {
            await RunAsync(connection, sql.Render(insert, model), cancellationToken);
        }
    }

    private static Task<int> RunAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken) =>
        PostgresConnections.ExecuteAsync(connection, text, cancellationToken);
}
