using Dapper;
using Npgsql;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Postgres;

/// <summary>Spreads the tables of datasets over a cluster as their feed file asks for, and makes the stages that lie beside them.</summary>
internal sealed class PostgresDistribution(PostgresConnections connections, SqlLibrary sql, PostgresDialect dialect)
{
    private const string Nowhere = "kept on the coordinator alone";

    private PostgresLayout Layout => connections.Layout;

    /// <summary>Spreads a dataset's tables, also those that held rows before the database became a cluster. Safe to repeat.</summary>
    /// <exception cref="DefinitionConflictException">They are spread in another way.</exception>
    public async Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        if (!Layout.IsCluster)
        {
            return;
        }

        var model = DatasetSql.Model(dataset, dialect);
        var found = (await connection.QueryAsync<string?>(sql.Render("distribution/place", model))).ToList();
        var wanted = Layout.Of(dataset);
        if (found.Count > 0 && (wanted is null || wanted.Column != found[0]))
        {
            throw DefinitionConflictException.Fixed(
                feed, dataset.Name, $"the dataset is {Words(found[0])} in the cluster and would be {(wanted is null ? Nowhere : Words(wanted.Column))}");
        }

        if (found.Count == 0 && wanted is not null)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await SpreadAsync(connection, wanted, model, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Spreads tables that were just made, within the caller's transaction.</summary>
    public async Task SpreadAsync(
        NpgsqlConnection connection, DatasetDistribution place, Dictionary<string, object> model, CancellationToken cancellationToken)
    {
        if (place.Column is { } column)
        {
            model["column"] = column;
            await RunAsync(connection, sql.Render("distribution/spread_silver", model), cancellationToken);
        }
        else
        {
            await RunAsync(connection, sql.Render("distribution/copy_silver", model), cancellationToken);
        }

        await RunAsync(connection, sql.Render("distribution/spread_bronze", model), cancellationToken);
    }

    /// <summary>What the statements of a merge know of a dataset, and of the stage that lies beside it.</summary>
    /// <remarks>
    /// Versions of forgotten keys do not lie where their keys' next ones will: while a dataset has any, every machine gets the whole stage.
    /// </remarks>
    public async Task<Dictionary<string, object>> MergeModelAsync(NpgsqlConnection connection, string feed, DatasetDefinition dataset, long token)
    {
        var model = DatasetSql.Model(dataset, dialect);
        var stage = Layout.Stage(dataset, token);
        var isSpread = Layout.Place(dataset).Count > 0;
        if (isSpread && await connection.ExecuteScalarAsync<bool>(sql.Text("distribution/has_forgotten"), new { feed, dataset = dataset.Name }))
        {
            model["place"] = Array.Empty<object>();
            isSpread = false;
        }

        model["stage"] = stage;
        model["gone"] = isSpread ? "gone" : stage;
        return model;
    }

    /// <summary>Drops the stage of a run, and those that earlier runs of the dataset have left.</summary>
    public async Task DropStagesAsync(NpgsqlConnection connection, DatasetDefinition dataset, long token, CancellationToken cancellationToken)
    {
        var stages = await connection.QueryAsync<string>(
            sql.Text("distribution/stages"),
            new { table_name = PostgresLayout.StageTable(dataset, token), digits = PostgresLayout.TokenDigits });
        foreach (var table in stages)
        {
            await RunAsync(
                connection, sql.Render("distribution/drop_stage", new Dictionary<string, object> { ["table"] = table }), cancellationToken);
        }
    }

    private static string Words(string? column) => column is null ? "a reference table" : $"distributed by '{column}'";

    private static Task<int> RunAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken) =>
        PostgresConnections.ExecuteAsync(connection, text, cancellationToken);
}
