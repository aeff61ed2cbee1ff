using System.Globalization;
using Dapper;
using Npgsql;
using Pipeline.Core.Gold;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Postgres;

/// <summary>The next generation of a feed's gold, in the slot that nobody reads.</summary>
internal sealed class PostgresGoldBuild : IGoldBuild
{
    private readonly PostgresLeases _leases;
    private readonly SqlLibrary _sql;
    private readonly string _feed;
    private readonly int _slot;
    private readonly NpgsqlConnection _connection;
    private readonly int _viewTries;
    private readonly Dictionary<string, string> _owners;
    private readonly Dictionary<string, GoldSlot> _slots = [];
    private readonly Dictionary<string, string> _tables = [];

    private PostgresGoldBuild(PostgresLeases leases, SqlLibrary sql, string feed, int slot, Dictionary<string, string> owners, NpgsqlConnection connection, int viewTries)
    {
        _viewTries = viewTries;
        _owners = owners;
        _leases = leases;
        _sql = sql;
        _feed = feed;
        _slot = slot;
        _connection = connection;
    }

    public static async Task<PostgresGoldBuild> BeginAsync(
        PostgresConnections connections, PostgresLeases leases, SqlLibrary sql, string feed, int viewTries, CancellationToken cancellationToken)
    {
        var connection = await connections.OpenAsync(cancellationToken);
        try
        {
            var published = await connection.QuerySingleOrDefaultAsync<int?>(sql.Text("gold/published_slot.sql"), new { feed });
            var owners = (await connection.QueryAsync<(string Table, string Feed)>(sql.Text("gold/owners.sql"), new { feed }))
                .ToDictionary(row => row.Table, row => row.Feed);
            owners.Remove(AnswersTable.Name); // all feeds share it
            var slot = GoldSlot.Other(published ?? 2);
            await connection.ExecuteAsync(sql.Text("gold/forget_facts.sql"), new { feed, slot }); // from here on there is no generation before
            await connection.ExecuteAsync(sql.Text("gold/empty_answers.sql"), new { feed, slot });
            return new PostgresGoldBuild(leases, sql, feed, slot, owners, connection, viewTries);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<long> BuildAsync(GoldModel model, string sql, CancellationToken cancellationToken)
    {
        var table = await EmptyAsync(new GoldSlot(model.Name, model.Columns, model.Grain), cancellationToken);
        table["query"] = GoldNames.InTheMaking(sql, _tables);
        var rows = await PostgresConnections.ExecuteAsync(_connection, _sql.Render("gold/fill_table.sql", table), cancellationToken);
        await AnalyzeAsync(table, cancellationToken);
        _tables[model.Name] = GoldNames.OfSlot((string)table["table"], _sql);
        return rows;
    }

    /// <inheritdoc/>
    public async Task AnswerAsync(IReadOnlyList<Answer> answers, CancellationToken cancellationToken)
    {
        var model = new Dictionary<string, object>
        {
            ["feed"] = PostgresViews.Doubled(_feed),
            ["slot"] = _slot.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var answer in answers)
        {
            await _connection.ExecuteAsync(
                _sql.Render("gold/insert_answer.sql", model), GoldQueries.Parameters(_feed, answer, PostgresDialect.Instance));
        }

        await RunAsync("gold/show_answers.sql", model, cancellationToken);
        _tables[AnswersTable.Name] = "pg_temp.answers";
    }

    /// <inheritdoc/>
    public Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken) =>
        GoldQueries.AskAsync(_connection, GoldNames.InTheMaking(sql, _tables), cancellationToken);

    /// <inheritdoc/>
    public Task<CheckResult> CheckAsync(GoldCheck check, string sql, CancellationToken cancellationToken) =>
        GoldQueries.CheckAsync(_connection, check, GoldNames.InTheMaking(sql, _tables), cancellationToken);

    /// <inheritdoc/>
    public async Task PublishAsync(string generation, IReadOnlyList<DataAsOf> facts, CancellationToken cancellationToken)
    {
        var publishing = new PostgresPublishing(_connection, _leases, _sql, _feed, _slot, _slots.Values, _viewTries);
        await publishing.RunAsync(generation, facts, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // Emptied by delete, never by truncate: a reader of the other slot has a lock on this one too.
    private async Task<Dictionary<string, object>> EmptyAsync(GoldSlot slot, CancellationToken cancellationToken)
    {
        if (_owners.TryGetValue(slot.View, out var owner))
        {
            throw new GoldTableTakenException(_feed, slot.View, owner);
        }

        _slots[slot.View] = slot;
        for (var number = 1; number <= 2; number++)
        {
            await _connection.ExecuteAsync(_sql.Text("gold/register_table.sql"), new { table = slot.Table(number), feed = _feed });
            await RunAsync("gold/create_table.sql", ModelOf(slot, number), cancellationToken);
        }

        var model = ModelOf(slot, _slot);
        await RunAsync("gold/empty_table.sql", model, cancellationToken);
        await RunAsync("gold/vacuum_table.sql", model, cancellationToken);
        return model;
    }

    /// <summary>What the templates know of one slot of a gold table.</summary>
    public static Dictionary<string, object> ModelOf(GoldSlot slot, int number)
    {
        var model = GoldQueries.Model(slot.Table(number), slot.Columns, slot.Grain, PostgresDialect.Instance);
        model["grain_index"] = GeneratedNames.Of(slot.Table(number), "__grain");
        return model;
    }

    private Task<int> AnalyzeAsync(Dictionary<string, object> table, CancellationToken cancellationToken) =>
        RunAsync("gold/analyze_table.sql", table, cancellationToken);

    private Task<int> RunAsync(string file, Dictionary<string, object> model, CancellationToken cancellationToken) =>
        PostgresConnections.ExecuteAsync(_connection, _sql.Render(file, model), cancellationToken);
}
