using Dapper;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Gold;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.SqlServer;

/// <summary>Makes a generation visible: the update of one row, and new views only for models whose columns changed.</summary>
internal sealed class SqlServerPublishing(
    SqlConnection connection, SqlServerLeases leases, SqlLibrary sql, string feed, int slot, IReadOnlyCollection<GoldSlot> slots)
{
    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was published.</exception>
    public async Task RunAsync(string generation, IReadOnlyList<DataAsOf> facts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await PublishAsync(generation, facts);
                break;
            }
            catch (SqlException fault) when (SqlServerErrors.IsLockTimeout(fault) && attempt < SqlServerTimeouts.ViewTries)
            {
                await Task.Delay(SqlServerTimeouts.ViewPause, cancellationToken);
            }
        }

        await DropUnusedAsync();
    }

    // The row that readers look at is the last to change, so that a new one meets its lock for a moment only, if at all.
    private async Task PublishAsync(string generation, IReadOnlyList<DataAsOf> facts)
    {
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(CancellationToken.None);
        await ReplaceViewsAsync(transaction);
        await connection.ExecuteAsync(sql.Text("gold/forget_facts.sql"), new { feed, slot }, transaction);
        foreach (var fact in facts)
        {
            await connection.ExecuteAsync(sql.Text("gold/insert_fact.sql"), Parameters(fact, generation), transaction);
        }

        await connection.ExecuteAsync(sql.Text("gold/publish.sql"), new { feed, slot, generation }, transaction);
        await leases.CheckAsync(connection, transaction, feed, leases.TokenOf(feed));
        await transaction.CommitAsync(CancellationToken.None);
    }

    // A view keeps its columns for good, and making it anew keeps readers waiting: only where it must be, and not for long.
    private async Task ReplaceViewsAsync(SqlTransaction transaction)
    {
        var published = (await connection.QueryAsync<(string View, string Table)>(
            sql.Text("gold/published_tables.sql"), new { feed }, transaction)).ToDictionary(row => row.View, row => row.Table);
        var changed = slots
            .Where(s => !published.TryGetValue(s.View, out var table) || (table != s.Table(1) && table != s.Table(2)))
            .ToList();
        var gone = published.Keys.Where(view => slots.All(s => s.View != view)).ToList();
        if (changed.Count + gone.Count == 0)
        {
            return;
        }

        await WaitForLocksAsync(SqlServerTimeouts.ViewLock, transaction);
        foreach (var view in gone.Concat(changed.Select(s => s.View)))
        {
            await RunAsync("gold/drop_view.sql", new Dictionary<string, object> { ["view"] = view }, transaction);
        }

        foreach (var changedSlot in changed)
        {
            var model = new Dictionary<string, object>
            {
                ["view"] = changedSlot.View,
                ["first"] = changedSlot.Table(1),
                ["second"] = changedSlot.Table(2),
                ["feed"] = feed,
                ["columns"] = changedSlot.Columns.Select(column => new Dictionary<string, object> { ["name"] = column.Name }).ToList(),
            };
            await RunAsync("gold/create_view.sql", model, transaction);
        }

        await WaitForLocksAsync(SqlServerTimeouts.Lock, transaction);
    }

    // What no view stands on any more. Whoever still reads it keeps it until the next night.
    private async Task DropUnusedAsync()
    {
        var kept = slots.SelectMany(s => new[] { s.Table(1), s.Table(2) }).ToHashSet();
        var unused = (await connection.QueryAsync<string>(sql.Text("gold/unused_tables.sql"), new { feed })).Where(table => !kept.Contains(table)).ToList();
        await WaitForLocksAsync(SqlServerTimeouts.ViewLock, null);
        try
        {
            foreach (var table in unused)
            {
                await RunAsync("gold/drop_table.sql", new Dictionary<string, object> { ["table"] = table }, null);
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
        slot_table = slots.FirstOrDefault(s => s.View == fact.Table)?.Table(slot),
        night = SqlServerDialect.Instance.Night(fact.Night),
        published_at = SqlServerDialect.Instance.Instant(fact.PublishedAt),
        run_id = fact.RunId.ToString("D"),
        next_expected_at = SqlServerDialect.Instance.Instant(fact.NextExpectedAt),
        generation,
        blocked_reason = fact.BlockedReason,
    };

    private Task<int> WaitForLocksAsync(TimeSpan time, SqlTransaction? transaction) => RunAsync(
        "session/wait_for_locks.sql",
        new Dictionary<string, object> { ["milliseconds"] = SqlServerConnections.Milliseconds(time) },
        transaction);

    private Task<int> RunAsync(string file, Dictionary<string, object> model, SqlTransaction? transaction) =>
        SqlServerConnections.ExecuteAsync(connection, sql.Render(file, model), CancellationToken.None, transaction);
}
