using Dapper;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Gold;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.SqlServer;

/// <summary>Makes a generation visible: the update of one row, and new views only for models whose columns changed.</summary>
internal sealed class SqlServerPublishing(
    SqlConnection connection, SqlServerLeases leases, SqlLibrary sql, string feed, int slot, IReadOnlyCollection<GoldSlot> slots, int tries)
{
    private readonly SqlServerViews _views = new(connection, sql, feed, tries);

    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was published.</exception>
    /// <exception cref="GoldIsReadException">Readers never let go of a view that must be made anew; nothing was published.</exception>
    public async Task RunAsync(string generation, IReadOnlyList<DataAsOf> facts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _views.WhileReadAsync(() => PublishAsync(generation, facts), cancellationToken);
        await DropUnusedAsync();
    }

    // The row that readers look at is the last to change, so that a new one meets its lock for a moment only, if at all.
    private async Task PublishAsync(string generation, IReadOnlyList<DataAsOf> facts)
    {
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(CancellationToken.None);
        await _views.ReplaceAsync(transaction, [.. slots.Select(s => s.ToView())]);
        await connection.ExecuteAsync(sql.Text("gold/forget_facts.sql"), new { feed, slot }, transaction);
        foreach (var fact in facts)
        {
            await connection.ExecuteAsync(sql.Text("gold/insert_fact.sql"), Parameters(fact, generation), transaction);
        }

        await connection.ExecuteAsync(sql.Text("gold/publish.sql"), new { feed, slot, generation }, transaction);
        await leases.CheckAsync(connection, transaction, feed, leases.TokenOf(feed));
        await transaction.CommitAsync(CancellationToken.None);
    }

    // What no view stands on any more. Whoever still reads it keeps it until the next night.
    private async Task DropUnusedAsync()
    {
        var kept = slots.SelectMany(s => new[] { s.Table(1), s.Table(2) }).ToHashSet();
        var unused = (await connection.QueryAsync<string>(sql.Text("gold/unused_tables.sql"), new { feed })).Where(table => !kept.Contains(table)).ToList();
        await _views.WaitForLocksAsync(SqlServerTimeouts.ViewLock, null);
        try
        {
            foreach (var table in unused)
            {
                await SqlServerConnections.ExecuteAsync(
                    connection,
                    sql.Render("gold/drop_table.sql", new Dictionary<string, object> { ["table"] = table }),
                    CancellationToken.None);
            }
        }
        catch (SqlException fault) when (SqlServerErrors.IsLockTimeout(fault))
        {
            return;
        }
    }

    private object Parameters(DataAsOf fact, string generation) => new
    {
        feed,
        slot,
        table_name = fact.Table,
        slot_table = slots.FirstOrDefault(s => s.View == fact.Table)?.Table(slot) ?? fact.Table, // answers share one table
        night = SqlServerDialect.Instance.Night(fact.Night),
        published_at = SqlServerDialect.Instance.Instant(fact.PublishedAt),
        run_id = fact.RunId.ToString("D"),
        next_expected_at = SqlServerDialect.Instance.Instant(fact.NextExpectedAt),
        generation,
        blocked_reason = fact.BlockedReason,
    };
}
