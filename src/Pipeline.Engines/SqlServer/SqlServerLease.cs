using Microsoft.Data.SqlClient;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.SqlServer;

/// <summary>A feed's lease: an application lock of one session, which the server takes back when the session ends, and a token.</summary>
/// <remarks>
/// The lock keeps others out while this process lives. The token protects against what the lock can't: a session that the
/// server or an operator ended while its worker was paused, and a successor that took over.
/// </remarks>
internal sealed class SqlServerLease(SqlConnection connection, SqlLibrary sql, string feed, long token) : ILease
{
    /// <inheritdoc/>
    public long Token => token;

    /// <remarks>Given back by name: a session that returns to the pool keeps its locks until somebody takes it out again.</remarks>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var command = new SqlCommand(sql.Text("lease/unlock.sql"), connection);
            command.Parameters.AddWithValue("@feed", feed);
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception fault) when (fault is SqlException or InvalidOperationException)
        {
            // The session is gone, and the lock with it.
        }

        await connection.DisposeAsync();
    }
}
