using Npgsql;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Postgres;

/// <summary>A feed's lease: a lock of one session, which the server takes back when the session ends, and a token.</summary>
/// <remarks>
/// The lock keeps others out while this process lives. The token protects against what the lock can't: a session that the
/// server or an operator ended while its worker was paused, and a successor that took over.
/// </remarks>
internal sealed class PostgresLease(NpgsqlConnection connection, SqlLibrary sql, string feed, long token) : ILease
{
    /// <inheritdoc/>
    public long Token => token;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var command = new NpgsqlCommand(sql.Text("lease/unlock.sql"), connection);
            command.Parameters.AddWithValue("feed", feed);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the lock with it.
        }

        await connection.DisposeAsync();
    }
}
