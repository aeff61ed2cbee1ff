using Microsoft.Data.SqlClient;

namespace Pipeline.Engines.SqlServer;

/// <summary>What an error of the server means. The same event has more than one number, by version, engine and statement.</summary>
/// <remarks>
/// Sources: learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors, learn.microsoft.com/sql/connect/ado-net/
/// configurable-retry-logic-core-apis-sqlclient (the driver's list), learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues.
/// </remarks>
internal static class SqlServerErrors
{
    /// <summary>From this severity on the server has ended the session.</summary>
    private const byte SessionEnds = 20;

    private static readonly HashSet<int> LockTimeouts = [1222, 5245];
    private static readonly HashSet<int> Denied = [229, 230, 262, 297, 300, 371, 1088, 2760, 15151, 15247];
    private static readonly HashSet<int> Full = [1101, 1105, 3257, 9002];
    private static readonly HashSet<int> Deadlocks = [1205, 1211, 3635];

    // The server is busy, moving or restarting; a wait heals it.
    private static readonly HashSet<int> Passing =
    [
        -2, 20, 53, 64, 121, 233, 258, 617, 669, 701, 802, 997, 1203, 1204, 1221, 1807, 3960, 4060, 4221, 6005, 8628, 8645, 8651, 9515, 10053, 10054, 10060,
        10061, 10928, 10929, 10936, 11001, 40143, 40197, 40501, 40540, 40613, 41301, 41302, 41305, 41325, 41839, 42108, 42109, 49918, 49919, 49920,
    ];

    /// <summary>Somebody holds a lock for longer than the session waits.</summary>
    public static bool IsLockTimeout(SqlException fault) => Any(fault, LockTimeouts);

    /// <summary>The session was chosen to end a deadlock; the same statements may well succeed now.</summary>
    public static bool IsDeadlock(SqlException fault) => Any(fault, Deadlocks);

    /// <summary>The login lacks a right.</summary>
    public static bool IsDenied(SqlException fault) => Any(fault, Denied);

    /// <summary>There is no room on the disk, or in the log.</summary>
    public static bool IsFull(SqlException fault) => Any(fault, Full);

    /// <summary>The same again may succeed.</summary>
    public static bool IsTransient(SqlException fault) =>
        fault.IsTransient || IsTransient(fault.Number, fault.Class) || fault.Errors.Cast<SqlError>().Any(error => IsTransient(error.Number, error.Class));

    /// <summary>The same again may succeed.</summary>
    /// <param name="number">The error's number.</param>
    /// <param name="severity">Its severity.</param>
    public static bool IsTransient(int number, byte severity) =>
        severity >= SessionEnds || LockTimeouts.Contains(number) || Deadlocks.Contains(number) || Passing.Contains(number);

    private static bool Any(SqlException fault, HashSet<int> numbers) =>
        numbers.Contains(fault.Number) || fault.Errors.Cast<SqlError>().Any(error => numbers.Contains(error.Number));
}
