using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Postgres;

/// <summary>The leases that this process holds, and the check of their tokens before each commit (H32).</summary>
internal sealed class PostgresLeases(PostgresConnections connections, SqlLibrary sql, string holder)
{
    private readonly ConcurrentDictionary<string, long> _tokens = new();

    /// <exception cref="FeedIsLeasedException">Another process holds it.</exception>
    public async Task<ILease> TakeAsync(string feed, CancellationToken cancellationToken)
    {
        var connection = await connections.OpenAsync(cancellationToken);
        try
        {
            if (!await connection.QuerySingleAsync<bool>(sql.Text("lease/lock.sql"), new { feed }))
            {
                var current = await connection.QuerySingleOrDefaultAsync<string>(sql.Text("ledger/lease_holder.sql"), new { feed });
                throw new FeedIsLeasedException(feed, connections.Name, current ?? "its holder is not known");
            }

            if (connections.Layout.IsCluster)
            {
                await connection.ExecuteAsync(sql.Text("distribution/recover.sql"));
            }

            var updated = await connection.ExecuteAsync(sql.Text("ledger/renew_lease.sql"), new { feed, holder });
            if (updated == 0)
            {
                await connection.ExecuteAsync(sql.Text("ledger/first_lease.sql"), new { feed, holder });
            }

            var token = await connection.QuerySingleAsync<long>(sql.Text("ledger/lease_token.sql"), new { feed });
            _tokens[feed] = token;
            return new PostgresLease(connection, sql, feed, token);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The token of the lease that this process took for a feed.</summary>
    public long TokenOf(string feed) => _tokens.TryGetValue(feed, out var token)
        ? token
        : throw new InvalidOperationException($"Nobody here holds a lease on feed '{feed}'.");

    /// <summary>Holds the token against the newest, as the last statement before a commit; until then no other can be given out.</summary>
    /// <exception cref="LeaseLostException">Another process has taken the lease since.</exception>
    public async Task CheckAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string feed, long token)
    {
        var newest = await connection.QuerySingleOrDefaultAsync<(long Token, string Holder)>(
            sql.Text("lease/check.sql"), new { feed }, transaction);
        if (newest.Token != token)
        {
            throw new LeaseLostException(feed, connections.Name, token, newest.Token, newest.Holder);
        }
    }
}
