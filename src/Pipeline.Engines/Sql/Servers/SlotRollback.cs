using System.Data.Common;
using Dapper;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Gold;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>Returns a feed's readers to the other slot: the update of one row, and new views only for models whose columns differ.</summary>
internal sealed class SlotRollback(SlotSession session)
{
    private readonly SlotViews _views = new(session);

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; gold is unchanged.</exception>
    /// <exception cref="GoldIsReadException">Readers never let go of a view that must be recreated; gold is unchanged.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => _views.WhileReadAsync(SwitchAsync, cancellationToken);

    private async Task SwitchAsync()
    {
        await using var transaction = await session.Connection.BeginTransactionAsync(CancellationToken.None);
        var other = (await session.Connection.QueryAsync<(int Slot, byte[] Generation, string Table, string SlotTable)>(
            session.Sql.Text("publish/generation_before"), new { feed = session.Feed }, transaction)).ToList();
        var standing = new List<GoldView>();
        foreach (var (slot, _, table, slotTable) in other.Where(row => row.SlotTable != row.Table)) // answers share one table
        {
            standing.Add(await ViewAsync(transaction, slot, table, slotTable));
        }

        await _views.ReplaceAsync(transaction, standing);
        await session.Connection.ExecuteAsync(
            session.Sql.Text("publish/publish"), new { feed = session.Feed, slot = other[0].Slot, generation = other[0].Generation }, transaction);
        await session.CommitAsync(transaction, CancellationToken.None);
    }

    // Its columns as the database has them: the model's file may name others now. The table of the other slot may be gone.
    private async Task<GoldView> ViewAsync(DbTransaction transaction, int slot, string view, string table)
    {
        var sibling = GoldSlot.Sibling(table, slot);
        var columns = (await session.Connection.QueryAsync<string>(session.Sql.Text("gold/columns"), new { table }, transaction)).ToList();
        var model = new Dictionary<string, object>
        {
            ["table"] = table,
            ["sibling"] = sibling,
            ["columns"] = columns.Select(column => new Dictionary<string, object> { ["name"] = column }).ToList(),
        };
        await session.RunAsync("gold/create_sibling", model, CancellationToken.None, transaction);
        await session.Connection.ExecuteAsync(session.Sql.Text("gold/register_table"), new { table = sibling, feed = session.Feed }, transaction);
        return new GoldView(view, slot == 1 ? table : sibling, slot == 1 ? sibling : table, columns);
    }
}
