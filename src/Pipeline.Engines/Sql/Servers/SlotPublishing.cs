using System.Data.Common;
using Dapper;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Gold;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>Makes a generation visible: the update of one row, and new views only for models whose columns changed.</summary>
internal sealed class SlotPublishing(SlotSession session, int slot, IReadOnlyCollection<GoldSlot> slots)
{
    private readonly SlotViews _views = new(session);

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was published.</exception>
    /// <exception cref="GoldIsReadException">Readers never let go of a view that must be recreated; nothing was published.</exception>
    public async Task RunAsync(string generation, IReadOnlyList<DataAsOf> facts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _views.WhileReadAsync(() => PublishAsync(generation, facts), cancellationToken);
        await DropUnusedAsync();
    }

    // The row that readers look at is the last to change, so that a new one meets its lock for a moment only, if at all.
    private async Task PublishAsync(string generation, IReadOnlyList<DataAsOf> facts)
    {
        await using var transaction = await session.Connection.BeginTransactionAsync(CancellationToken.None);
        await _views.ReplaceAsync(transaction, [.. slots.Select(s => s.ToView())]);
        await ExecuteAsync(transaction, "publish/forget_generation", new { feed = session.Feed, slot });
        foreach (var fact in facts)
        {
            await ExecuteAsync(transaction, "publish/insert_generation_table", Parameters(fact, generation));
        }

        await ExecuteAsync(transaction, "publish/publish", new { feed = session.Feed, slot, generation = Dialect.Digest(generation) });
        await session.CommitAsync(transaction, CancellationToken.None);
    }

    // What no view stands on any more. Whoever still reads it keeps it until the next night.
    private async Task DropUnusedAsync()
    {
        var kept = slots.SelectMany(s => new[] { s.Table(1), s.Table(2) }).ToHashSet();
        var unused = await session.Connection.QueryAsync<string>(session.Sql.Text("gold/unused_tables"), new { feed = session.Feed });
        try
        {
            foreach (var table in unused.Where(table => !kept.Contains(table)))
            {
                await session.RunAsync(
                    "gold/drop_table",
                    new() { ["table"] = table, ["milliseconds"] = ServerTimeouts.Milliseconds(ServerTimeouts.ViewLock) },
                    CancellationToken.None);
            }
        }
        catch (DbException fault) when (session.Server.IsLockTimeout(fault))
        {
            return;
        }
    }

    private object Parameters(DataAsOf fact, string generation) => new
    {
        feed = session.Feed,
        slot,
        table_name = fact.Table,
        slot_table = slots.FirstOrDefault(s => s.View == fact.Table)?.Table(slot) ?? fact.Table, // answers share one table
        night = session.Dialect.Night(fact.Night),
        published_at = session.Dialect.Instant(fact.PublishedAt),
        run_id = session.Dialect.Id(fact.RunId),
        next_expected_at = session.Dialect.Instant(fact.NextExpectedAt),
        generation = Dialect.Digest(generation),
        generation_text = generation,
        blocked_reason = fact.BlockedReason,
    };

    private Task<int> ExecuteAsync(DbTransaction transaction, string file, object parameters) =>
        session.Connection.ExecuteAsync(session.Sql.Text(file), parameters, transaction);
}
