using System.Data.Common;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>A database on a server: other people's sessions hold locks on it, and sessions end without their workers.</summary>
internal interface IServer : IConnections
{
    /// <summary>Whether a statement ended because somebody held a lock for longer than the session waits.</summary>
    bool IsLockTimeout(DbException fault);

    /// <summary>Whether the server ended a transaction to resolve a deadlock; the same statements may well succeed now.</summary>
    bool IsDeadlock(DbException fault);

    /// <summary>Takes away what workers that died have left; called by whoever has just got the lock of a feed's lease.</summary>
    Task TidyUpAsync(DbConnection connection, CancellationToken cancellationToken);
}
