using System.Globalization;
using Dapper;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Gold;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>The next generation of a feed's gold, in the slot that nobody reads.</summary>
internal abstract class ServerGoldBuild(SlotSession session, int slot, IReadOnlyDictionary<string, string> owners) : IGoldBuild
{
    private readonly Dictionary<string, GoldSlot> _slots = [];
    private readonly Dictionary<string, string> _tables = [];

    /// <summary>The session that builds and publishes.</summary>
    protected SlotSession Session { get; } = session;

    /// <inheritdoc/>
    public async Task<long> BuildAsync(GoldTable table, string sql, CancellationToken cancellationToken)
    {
        var model = await EmptyAsync(new GoldSlot(table), cancellationToken);
        SetQuery(model, InTheMaking(sql));
        var rows = await Session.RunAsync("gold/fill_table", model, cancellationToken);
        await FilledAsync(model, cancellationToken);
        _tables[table.Name] = GoldNames.OfSlot((string)model["table"], Session.Sql);
        return rows;
    }

    /// <inheritdoc/>
    public async Task AnswerAsync(IReadOnlyList<Answer> answers, CancellationToken cancellationToken)
    {
        var model = new Dictionary<string, object>
        {
            ["feed"] = Session.Feed,
            ["slot"] = slot.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var answer in answers)
        {
            await Session.Connection.ExecuteAsync(
                Session.Sql.Render("gold/insert_answer", model), GoldQueries.Parameters(Session.Feed, answer, Session.Dialect));
        }

        _tables[AnswersTable.Name] = await ShowAnswersAsync(model, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken) =>
        GoldQueries.AskAsync(Session.Connection, InTheMaking(sql), cancellationToken);

    /// <inheritdoc/>
    public Task<CheckResult> CheckAsync(GoldCheck check, string sql, CancellationToken cancellationToken) =>
        GoldQueries.CheckAsync(Session.Connection, check, InTheMaking(sql), cancellationToken);

    /// <inheritdoc/>
    public Task PublishAsync(string generation, IReadOnlyList<DataAsOf> facts, CancellationToken cancellationToken) =>
        new SlotPublishing(Session, slot, _slots.Values).RunAsync(generation, facts, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => Session.DisposeAsync();

    /// <summary>What the templates know of one slot of a gold table.</summary>
    protected abstract Dictionary<string, object> ModelOf(GoldSlot slot, int number);

    /// <summary>Tells the file that fills a table of its query.</summary>
    protected virtual void SetQuery(Dictionary<string, object> table, string query) => table["query"] = query;

    /// <summary>Called when a table has lost the rows of a generation.</summary>
    protected virtual Task EmptiedAsync(Dictionary<string, object> table, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called when a table has got those of this one.</summary>
    protected virtual Task FilledAsync(Dictionary<string, object> table, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Shows the answers in the making to checks that read them.</summary>
    /// <returns>What replaces <c>gold.answers</c> in their SQL.</returns>
    protected abstract Task<string> ShowAnswersAsync(Dictionary<string, object> model, CancellationToken cancellationToken);

    private string InTheMaking(string sql) => Session.Dialect.Query(GoldNames.InTheMaking(sql, _tables));

    // Emptied by delete, never by truncate: a reader of the other slot has a lock on this one's definition too.
    private async Task<Dictionary<string, object>> EmptyAsync(GoldSlot table, CancellationToken cancellationToken)
    {
        if (owners.TryGetValue(table.View, out var owner))
        {
            throw new GoldTableTakenException(Session.Feed, table.View, owner);
        }

        _slots[table.View] = table;
        for (var number = 1; number <= 2; number++)
        {
            await Session.Connection.ExecuteAsync(
                Session.Sql.Text("gold/register_table"), new { table = table.Table(number), feed = Session.Feed });
            await Session.RunAsync("gold/create_table", ModelOf(table, number), cancellationToken);
        }

        var model = ModelOf(table, slot);
        await Session.RunAsync("gold/empty_table", model, cancellationToken);
        await EmptiedAsync(model, cancellationToken);
        return model;
    }
}
