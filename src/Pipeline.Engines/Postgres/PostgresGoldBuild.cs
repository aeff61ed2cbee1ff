using Pipeline.Engines.Sql.Gold;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.Postgres;

/// <summary>A generation in the making on PostgreSQL: deleted rows leave room only when they are vacuumed, and plans need statistics.</summary>
internal sealed class PostgresGoldBuild(SlotSession session, int slot, IReadOnlyDictionary<string, string> owners)
    : ServerGoldBuild(session, slot, owners)
{
    /// <summary>What the templates know of one slot of a gold table.</summary>
    public static Dictionary<string, object> TableOf(GoldSlot slot, int number)
    {
        var model = slot.Model(number, PostgresDialect.Instance);
        model["grain_index"] = GeneratedNames.Of(slot.Table(number), "__grain");
        return model;
    }

    /// <inheritdoc/>
    protected override Dictionary<string, object> ModelOf(GoldSlot slot, int number) => TableOf(slot, number);

    /// <inheritdoc/>
    protected override Task EmptiedAsync(Dictionary<string, object> table, CancellationToken cancellationToken) =>
        Session.RunAsync("gold/vacuum_table", table, cancellationToken);

    /// <inheritdoc/>
    protected override Task FilledAsync(Dictionary<string, object> table, CancellationToken cancellationToken) =>
        Session.RunAsync("gold/analyze_table", table, cancellationToken);

    /// <inheritdoc/>
    protected override async Task<string> ShowAnswersAsync(Dictionary<string, object> model, CancellationToken cancellationToken)
    {
        await Session.RunAsync("gold/show_answers", model, cancellationToken);
        return "pg_temp.answers";
    }
}
