using System.Data.Common;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Faults;

namespace Pipeline.Engines.Sqlite;

/// <summary>SQLite refused something outside a dataset's night: a full disk, a file that is locked or not ours to write.</summary>
public sealed class SqliteFaultException(SqliteException cause) : PipelineException(
    new Fault
    {
        What = $"The embedded warehouse {What(cause)}: {cause.Message}",
        Why = "Its files are all that a night ends in, so nothing can go on without them.",
        Untouched = "What was accepted or published before is unchanged: each step is committed whole or not at all.",
        Next = [NextStep.Run($"{Remedy(cause)}, then see how it stands", "status")],
        IsTransient = SqliteErrors.IsTransient(cause),
    },
    cause)
{
    /// <summary>The fault in words, if SQLite raised it.</summary>
    public static SqliteFaultException? Explain(DbException fault) => fault is SqliteException known ? new(known) : null;

    private static string What(SqliteException fault) =>
        SqliteErrors.IsFull(fault.SqliteErrorCode) ? "has no room left on its disk"
        : SqliteErrors.IsLocked(fault.SqliteErrorCode) ? "is locked by another program"
        : SqliteErrors.IsDenied(fault.SqliteErrorCode) ? "is not this user's to write"
        : SqliteErrors.IsBroken(fault.SqliteErrorCode) ? "has a broken file"
        : "refused a statement";

    private static string Remedy(SqliteException fault) =>
        SqliteErrors.IsFull(fault.SqliteErrorCode) ? "Make room"
        : SqliteErrors.IsLocked(fault.SqliteErrorCode) ? "End the program that holds it"
        : SqliteErrors.IsDenied(fault.SqliteErrorCode) ? "Give the folder and its files to the user that runs the worker"
        : SqliteErrors.IsBroken(fault.SqliteErrorCode) ? "Put the folder back from a backup"
        : "Fix the cause";
}
