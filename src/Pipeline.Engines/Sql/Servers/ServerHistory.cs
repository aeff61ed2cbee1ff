using System.Data;
using System.Data.Common;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>Writes bronze and silver on a server, where another worker may have taken over and other sessions hold locks.</summary>
internal abstract class ServerHistory(IServer server, ServerLeases leases, SqlLibrary sql, Dialect dialect) : SqlHistory(server, sql, dialect)
{
    /// <summary>From so many changed rows on, statistics are renewed at once: the night's gold is planned with them.</summary>
    private protected const long AnalyzeFrom = 1000;

    /// <summary>The statement that creates the table through which rows are loaded, because a bulk load can't leave out those that are known (H33).</summary>
    private protected static string CreateArrived(LandedTable table) =>
        table == LandedTable.Bronze ? "land/create_arrived_bronze" : "land/create_arrived_quarantine";

    /// <inheritdoc/>
    /// <remarks>
    /// The lease is checked last, so that nothing is committed once another process has taken it. A transaction that the server ended
    /// for a reason that passes, such as a deadlock, begins again: all of it was rolled back, and what it reads is still in the stage.
    /// </remarks>
    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    private protected override async Task<T> TransactAsync<T>(
        DbConnection connection, RunStamp run, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await base.TransactAsync(connection, run, async transaction =>
                {
                    var result = await work(transaction);
                    await leases.CheckAsync(connection, transaction, run.Feed, run.Token);
                    return result;
                }, cancellationToken);
            }
            catch (DbException fault) when (IsRepeated(fault, connection) && attempt < ServerTimeouts.TransactionTries)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    // The session must be alive, and a lock that was not released in a minute will hardly be in another.
    private bool IsRepeated(DbException fault, DbConnection connection) =>
        connection.State is ConnectionState.Open && server.IsTransient(fault) && !server.IsLockTimeout(fault);
}
