using System.Globalization;
using Dapper;
using Npgsql;
using Pipeline.Core.Gold;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Postgres;

/// <summary>Makes those views of a feed anew that must be: replacing one keeps readers waiting, so only where it must be, and not for long.</summary>
/// <param name="connection">The session that publishes.</param>
/// <param name="sql">The engine's texts.</param>
/// <param name="feed">The feed.</param>
/// <param name="tries">How often it is tried before gold is not published.</param>
internal sealed class PostgresViews(NpgsqlConnection connection, SqlLibrary sql, string feed, int tries)
{
    /// <summary>Publishes, again and again while readers hold a view that must be made anew.</summary>
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
            catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                if (attempt >= tries)
                {
                    throw new GoldIsReadException(feed, attempt, PostgresTimeouts.ViewPause, fault);
                }

                await Task.Delay(PostgresTimeouts.ViewPause, TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>Makes the feed's views stand on these tables, inside the transaction that publishes.</summary>
    public async Task ReplaceAsync(NpgsqlTransaction transaction, IReadOnlyCollection<GoldView> views)
    {
        var published = (await connection.QueryAsync<(string View, string Table)>(
            sql.Text("gold/published_tables.sql"), new { feed, answers = AnswersTable.Name }, transaction)).ToDictionary(row => row.View, row => row.Table);
        var changed = views.Where(view => !published.TryGetValue(view.Name, out var table) || !view.StandsOn(table)).ToList();
        var gone = published.Keys.Where(name => views.All(view => view.Name != name)).ToList();
        if (changed.Count + gone.Count == 0)
        {
            return;
        }

        await RunAsync("gold/lock_views_briefly.sql", new Dictionary<string, object> { ["milliseconds"] = Milliseconds });
        foreach (var name in gone.Concat(changed.Select(view => view.Name).Where(published.ContainsKey)))
        {
            await RunAsync("gold/drop_view.sql", new Dictionary<string, object> { ["view"] = name });
        }

        foreach (var view in changed)
        {
            await RunAsync("gold/create_view.sql", new Dictionary<string, object>
            {
                ["view"] = view.Name,
                ["first"] = view.First,
                ["second"] = view.Second,
                ["feed"] = Doubled(feed),
                ["columns"] = view.Columns.Select(column => new Dictionary<string, object> { ["name"] = column }).ToList(),
            });
        }
    }

    /// <summary>How long a lock on a view may make new readers wait, for SQL.</summary>
    public static string Milliseconds => ((long)PostgresTimeouts.ViewLock.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>A text inside quotes of SQL.</summary>
    public static string Doubled(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private Task<int> RunAsync(string file, Dictionary<string, object> model) =>
        PostgresConnections.ExecuteAsync(connection, sql.Render(file, model), CancellationToken.None);
}
