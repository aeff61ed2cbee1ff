using System.Data.Common;
using Dapper;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Gold;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>Recreates those views of a feed that must be: replacing one keeps readers waiting, so only where it must be, and not for long.</summary>
internal sealed class SlotViews(SlotSession session)
{
    /// <summary>Publishes, again and again while readers hold a view that must be recreated.</summary>
    /// <exception cref="GoldIsReadException">Readers held it each time; nothing was published.</exception>
    public async Task WhileReadAsync(Func<Task> publish, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await publish();
                return;
            }
            catch (DbException fault) when (session.Server.IsLockTimeout(fault) || session.Server.IsDeadlock(fault))
            {
                if (attempt >= session.ViewTries)
                {
                    throw new GoldIsReadException(session.Feed, attempt, ServerTimeouts.ViewPause, fault);
                }

                await Task.Delay(ServerTimeouts.ViewPause, TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>Makes the feed's views stand on these tables, inside the transaction that publishes.</summary>
    public async Task ReplaceAsync(DbTransaction transaction, IReadOnlyCollection<GoldView> views)
    {
        var published = (await session.Connection.QueryAsync<(string View, string Table)>(
            session.Sql.Text("publish/published_tables"), new { feed = session.Feed, answers = AnswersTable.Name }, transaction))
            .ToDictionary(row => row.View, row => row.Table);
        var changed = views.Where(view => !published.TryGetValue(view.Name, out var table) || !view.StandsOn(table)).ToList();
        var gone = published.Keys.Where(name => views.All(view => view.Name != name)).ToList();
        if (changed.Count + gone.Count == 0)
        {
            return;
        }

        await WaitForLocksAsync(transaction, ServerTimeouts.ViewLock);
        foreach (var name in gone.Concat(changed.Select(view => view.Name).Where(published.ContainsKey)))
        {
            await RunAsync(transaction, "gold/drop_view", new() { ["view"] = name });
        }

        foreach (var view in changed)
        {
            await RunAsync(transaction, "gold/create_view", new()
            {
                ["view"] = view.Name,
                ["first"] = view.First,
                ["second"] = view.Second,
                ["feed"] = session.Feed,
                ["columns"] = view.Columns.Select(column => new Dictionary<string, object> { ["name"] = column }).ToList(),
            });
        }

        await WaitForLocksAsync(transaction, ServerTimeouts.Lock);
    }

    private Task<int> WaitForLocksAsync(DbTransaction transaction, TimeSpan time) =>
        RunAsync(transaction, "session/wait_for_locks", new() { ["milliseconds"] = ServerTimeouts.Milliseconds(time) });

    private Task<int> RunAsync(DbTransaction transaction, string file, Dictionary<string, object> model) =>
        session.RunAsync(file, model, CancellationToken.None, transaction);
}
