using System.Data.Common;
using Dapper;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>A feed's lease: a lock of one session, which the server releases when the session ends, and a token.</summary>
/// <remarks>
/// The lock keeps others out while this process lives. The token protects against what the lock can't: a session that the
/// server or an operator ended while its worker was paused, and a successor that took over.
/// </remarks>
internal sealed class ServerLease(DbConnection connection, SqlLibrary sql, string feed, long token) : ILease
{
    /// <inheritdoc/>
    public long Token => token;

    /// <remarks>Given back by name: a session that returns to a pool may keep its locks until somebody takes it out again.</remarks>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await connection.ExecuteAsync(sql.Text("lease/unlock"), new { feed });
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException)
        {
            // The session is gone, and the lock with it.
        }

        await connection.DisposeAsync();
    }
}
