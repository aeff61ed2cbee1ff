using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>The leases that this process holds, and the check of their tokens before each commit (H32).</summary>
internal sealed class ServerLeases(IServer server, SqlLibrary sql, string holder) : ILeases
{
    private readonly ConcurrentDictionary<string, long> _tokens = new();

    /// <inheritdoc/>
    public async Task<ILease> TakeAsync(string feed, CancellationToken cancellationToken)
    {
        var connection = await server.OpenAsync(cancellationToken);
        try
        {
            if (!await connection.QuerySingleAsync<bool>(sql.Text("lease/lock"), new { feed }))
            {
                var current = await connection.QuerySingleOrDefaultAsync<string>(sql.Text("lease/lease_holder"), new { feed });
                throw new FeedIsLeasedException(feed, server.Name, current ?? "its holder is not known");
            }

            await server.TidyUpAsync(connection, cancellationToken);
            var updated = await connection.ExecuteAsync(sql.Text("lease/renew_lease"), new { feed, holder });
            if (updated == 0)
            {
                await connection.ExecuteAsync(sql.Text("lease/first_lease"), new { feed, holder });
            }

            var token = await connection.QuerySingleAsync<long>(sql.Text("lease/lease_token"), new { feed });
            _tokens[feed] = token;
            return new ServerLease(connection, sql, feed, token);
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
    public async Task CheckAsync(DbConnection connection, DbTransaction transaction, string feed, long token)
    {
        var newest = await connection.QuerySingleOrDefaultAsync<(long Token, string Holder)>(
            sql.Text("lease/check"), new { feed, token }, transaction);
        if (newest.Token != token)
        {
            throw new LeaseLostException(feed, server.Name, token, newest.Token, newest.Holder);
        }
    }
}
