using System.Data.Common;
using Npgsql;

namespace Pipeline.Engines.Postgres;

/// <summary>What an error of the server means, by its SQLSTATE.</summary>
/// <remarks>Source: postgresql.org/docs/current/errcodes-appendix.html.</remarks>
internal static class PostgresErrors
{
    private const string ConnectionClass = "08";

    // The server is busy, moving or restarting; a wait heals it. A full disk does not empty itself, so it is not among them.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.TooManyConnections, PostgresErrorCodes.ConfigurationLimitExceeded,
        PostgresErrorCodes.OutOfMemory, PostgresErrorCodes.ObjectInUse, PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown,
        PostgresErrorCodes.CannotConnectNow,
    };

    /// <summary>Somebody holds a lock for longer than the session waits.</summary>
    public static bool IsLockTimeout(string? state) => state == PostgresErrorCodes.LockNotAvailable;

    /// <summary>The transaction was chosen to end a deadlock; the same statements may well succeed now.</summary>
    public static bool IsDeadlock(string? state) => state == PostgresErrorCodes.DeadlockDetected;

    /// <summary>The same again may succeed.</summary>
    /// <param name="state">The SQLSTATE.</param>
    public static bool IsTransient(string state) =>
        IsLockTimeout(state) || IsDeadlock(state) || Passing.Contains(state) || state.StartsWith(ConnectionClass, StringComparison.Ordinal);

    /// <summary>The same again may succeed. Where the server says nothing, the connection broke, and the driver knows how.</summary>
    public static bool IsTransient(DbException fault) => fault is NpgsqlException && (fault.SqlState is { } state ? IsTransient(state) : fault.IsTransient);
}
