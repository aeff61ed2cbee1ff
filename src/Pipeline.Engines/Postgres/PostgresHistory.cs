using Npgsql;
using Pipeline.Core.History;
using Pipeline.Core.History.Placing;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Postgres;

/// <summary>Lands changes in bronze and folds them into silver.</summary>
internal sealed class PostgresHistory(PostgresConnections connections, PostgresLeases leases, SqlLibrary sql)
{
    /// <summary>From so many changed rows on, statistics are renewed at once: the night's gold is planned with them.</summary>
    private const long AnalyzeFrom = 1000;

    private readonly SqlMerge _merge = new(sql, PostgresDialect.Instance);
    private readonly SqlRewrite _rewrite = new(sql, PostgresDialect.Instance);

    public async Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(arrival, changes, cancellationToken);
        var model = DatasetSql.Model(changes.Dataset, PostgresDialect.Instance);
        await using var connection = await connections.OpenAsync(cancellationToken);
        await LandAsync(
            connection, "land/create_arrived_bronze.sql", "land/insert_bronze.sql", model, BulkColumns.Bronze, rows.WriteBronze, cancellationToken);
        await LandAsync(
            connection,
            "land/create_arrived_quarantine.sql",
            "land/insert_quarantine.sql",
            model,
            BulkColumns.Quarantine,
            rows.WriteQuarantine,
            cancellationToken);
    }

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    public async Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(arrival, changes, cancellationToken);
        var model = DatasetSql.Model(changes.Dataset, PostgresDialect.Instance);
        await using var connection = await connections.OpenAsync(cancellationToken);

        // The bulk of the writing is over before the merge's transaction begins and a row of silver is locked.
        await RunAsync(connection, sql.Render("merge/create_stage.sql", model), cancellationToken);
        var staged = await PostgresCopy.LoadAsync(
            connection, sql, "stage", BulkColumns.Stage(changes.Dataset), rows.WriteStage, cancellationToken);
        await RunAsync(connection, sql.Text("merge/analyze_stage.sql"), cancellationToken);

        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            var accepted = await _merge.RunAsync(connection, transaction, arrival, changes, "stage", cancellationToken);
            await PostgresCopy.LoadAsync(connection, sql, "silver.held_keys", BulkColumns.Held, rows.WriteHeld, cancellationToken);
            await leases.CheckAsync(connection, transaction, arrival.Feed, arrival.Token);
            await transaction.CommitAsync(cancellationToken);
            if (staged >= AnalyzeFrom)
            {
                await RunAsync(connection, sql.Render("merge/analyze_silver.sql", model), cancellationToken);
            }

            return accepted;
        }
    }

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    public async Task RewriteAsync(Rewriting rewriting, NightRewrite rewrite, CancellationToken cancellationToken)
    {
        var rows = new RewriteRows(rewriting, rewrite, cancellationToken);
        var model = DatasetSql.Model(rewrite.Dataset, PostgresDialect.Instance);
        await using var connection = await connections.OpenAsync(cancellationToken);
        await LandAsync(
            connection, "land/create_arrived_quarantine.sql", "land/insert_quarantine.sql", model, BulkColumns.Quarantine, rows.WriteQuarantine, cancellationToken);
        await _rewrite.ReleaseFromQuarantineAsync(connection, rewrite);
        await RunAsync(connection, sql.Render("rewrite/create_stage.sql", model), cancellationToken);
        var staged = await PostgresCopy.LoadAsync(
            connection, sql, "stage", BulkColumns.Rewrite(rewrite.Dataset), rows.WriteStage, cancellationToken);
        await RunAsync(connection, sql.Text("merge/analyze_stage.sql"), cancellationToken);

        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await _rewrite.RunAsync(connection, transaction, rewriting, rewrite, "stage", cancellationToken);
            await PostgresCopy.LoadAsync(connection, sql, "silver.held_keys", BulkColumns.Held, rows.WriteHeld, cancellationToken);
            await leases.CheckAsync(connection, transaction, rewriting.Feed, rewriting.Token);
            await transaction.CommitAsync(cancellationToken);
        }

        if (staged >= AnalyzeFrom)
        {
            await RunAsync(connection, sql.Render("merge/analyze_silver.sql", model), cancellationToken);
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
