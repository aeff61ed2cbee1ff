using Dapper;
using HandlebarsDotNet;
using Npgsql;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Gold;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Postgres;

/// <summary>Has the server plan every model, check and question of a feed on its own tables, and takes everything back.</summary>
/// <remarks>
/// Tables that are not there yet are made as a night would make them, spread over a cluster where the feed says so, in a
/// transaction that never commits. A plan is where a cluster refuses what it can't join; nothing is read.
/// </remarks>
internal sealed class PostgresPlanCheck(PostgresConnections connections, PostgresDistribution distribution, SqlLibrary sql, PostgresDialect dialect)
{
    private const string Attempt = "attempt";

    private readonly List<FeedMistake> _mistakes = [];
    private readonly Dictionary<string, string> _tables = [];

    /// <summary>Every file that the server can't plan, with its reason.</summary>
    public async Task<IReadOnlyList<FeedMistake>> RunAsync(
        FeedDefinition feed, IReadOnlyList<GoldQuery> queries, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (connections.Layout.IsCluster)
        {
            await RunAsync(connection, sql.Text("distribution/plan_here"), cancellationToken);
        }

        foreach (var dataset in feed.AllDatasets)
        {
            await PrepareAsync(connection, dataset, cancellationToken);
        }

        foreach (var query in queries)
        {
            await TryAsync(
                transaction,
                query.File,
                () => query.Fills is { } table
                    ? FillAsync(connection, table, query.Render(), cancellationToken)
                    : RunAsync(connection, $"explain {GoldNames.InTheMaking(query.Render(), _tables)}", cancellationToken),
                cancellationToken);
        }

        await transaction.RollbackAsync(cancellationToken);
        return _mistakes;
    }

    private async Task PrepareAsync(NpgsqlConnection connection, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        var model = DatasetSql.Model(dataset, dialect);
        var known = (await connection.QueryAsync<string>(sql.Render("distribution/columns", model))).ToHashSet();
        if (known.Count == 0)
        {
            await RunAsync(connection, sql.Render("schema/create_bronze", model), cancellationToken);
            await RunAsync(connection, sql.Render("schema/create_silver", model), cancellationToken);
            if (connections.Layout.Of(dataset) is { } place)
            {
                await distribution.SpreadAsync(connection, place, model, cancellationToken);
            }

            return;
        }

        foreach (var column in dataset.Columns.Where(column => !known.Contains(column.Name)))
        {
            model["column"] = column.Name;
            model["type"] = dialect.TypeOf(column.Type);
            await RunAsync(connection, sql.Render("schema/add_column", model), cancellationToken);
        }
    }

    // The very statement of a night, into the table that it would fill: those behind it read that table.
    private async Task FillAsync(NpgsqlConnection connection, GoldTable filled, string query, CancellationToken cancellationToken)
    {
        var slot = new GoldSlot(filled);
        var table = PostgresGoldBuild.TableOf(slot, 1);
        await RunAsync(connection, sql.Render("gold/create_table", table), cancellationToken);
        var before = new Dictionary<string, string>(_tables);
        _tables[filled.Name] = GoldNames.OfSlot(slot.Table(1), sql);
        table["query"] = GoldNames.InTheMaking(query, before);
        await RunAsync(connection, $"explain {sql.Render("gold/fill_table", table)}", cancellationToken);
    }

    private async Task TryAsync(NpgsqlTransaction transaction, string file, Func<Task> run, CancellationToken cancellationToken)
    {
        await transaction.SaveAsync(Attempt, cancellationToken);
        try
        {
            await run();
            await transaction.ReleaseAsync(Attempt, cancellationToken);
        }
        catch (Exception fault) when (fault is PostgresException or HandlebarsException or QuestionParameterException)
        {
            _mistakes.Add(new FeedMistake(file, 0, Reason(fault)));
            await transaction.RollbackAsync(Attempt, cancellationToken);
        }
    }

    private static string Reason(Exception fault) => (fault is PostgresException { Hint: { Length: > 0 } hint } server
        ? $"{server.MessageText}; {hint}"
        : fault is PostgresException other ? other.MessageText : fault.Message).ReplaceLineEndings(" ");

    private static Task<int> RunAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken) =>
        PostgresConnections.ExecuteAsync(connection, text, cancellationToken);
}
