using Dapper;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.SqlServer;

/// <summary>Returns a feed's readers to the other slot: the update of one row, and new views only for models whose columns differ.</summary>
internal sealed class SqlServerGoldRollback(SqlConnection connection, SqlServerLeases leases, SqlLibrary sql, string feed, int tries)
{
    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; gold is as it was.</exception>
    /// <exception cref="Core.Gold.GoldIsReadException">Readers never let go of a view that must be made anew; gold is as it was.</exception>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var views = new SqlServerViews(connection, sql, feed, tries);
        return views.WhileReadAsync(() => SwitchAsync(views), cancellationToken);
    }

    private async Task SwitchAsync(SqlServerViews views)
    {
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(CancellationToken.None);
        var other = (await connection.QueryAsync<(int Slot, string Generation, string Table, string SlotTable)>(
            sql.Text("gold/before.sql"), new { feed }, transaction)).ToList();
        var standing = new List<GoldView>();
        foreach (var (slot, _, table, slotTable) in other.Where(row => row.SlotTable != row.Table)) // answers share one table
        {
            standing.Add(await ViewAsync(transaction, slot, table, slotTable));
        }

        await views.ReplaceAsync(transaction, standing);
        await connection.ExecuteAsync(
            sql.Text("gold/publish.sql"), new { feed, slot = other[0].Slot, generation = other[0].Generation }, transaction);
        await leases.CheckAsync(connection, transaction, feed, leases.TokenOf(feed));
        await transaction.CommitAsync(CancellationToken.None);
    }

    // Its columns as the database has them: the model's file may say others by now. The table of the other slot may be gone.
    private async Task<GoldView> ViewAsync(SqlTransaction transaction, int slot, string view, string table)
    {
        var sibling = GoldSlot.Sibling(table, slot);
        var columns = (await connection.QueryAsync<string>(sql.Text("gold/columns.sql"), new { table }, transaction)).ToList();
        var model = new Dictionary<string, object>
        {
            ["table"] = table,
            ["sibling"] = sibling,
            ["columns"] = columns.Select(column => new Dictionary<string, object> { ["name"] = column }).ToList(),
        };
        await SqlServerConnections.ExecuteAsync(
            connection, sql.Render("gold/create_sibling.sql", model), CancellationToken.None, transaction);
        await connection.ExecuteAsync(sql.Text("gold/register_table.sql"), new { table = sibling, feed }, transaction);
        return new GoldView(view, slot == 1 ? table : sibling, slot == 1 ? sibling : table, columns);
    }
}
