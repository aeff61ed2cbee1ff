using System.Data.Common;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Faults;
using SQLitePCL;

namespace Pipeline.Engines.Sqlite;

/// <summary>SQLite refused something outside a dataset's night: a full disk, a file that is locked or not ours to write.</summary>
public sealed class SqliteFaultException(SqliteException cause) : PipelineException(
    new Fault
    {
        What = $"The embedded warehouse {What(cause)}: {cause.Message}",
        Why = "Its files are all that a night ends in, so nothing can go on without them.",
        Untouched = "What was accepted or published before is unchanged: each step is committed whole or not at all.",
        Next = [NextStep.Run($"{Remedy(cause)}, then see how it stands", "status")],
        IsTransient = cause.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED,
    },
    cause)
{
    /// <summary>The fault in words, if SQLite raised it.</summary>
    public static SqliteFaultException? Explain(DbException fault) => fault is SqliteException known ? new(known) : null;

    private static string What(SqliteException fault) => fault.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "has no room left on its disk",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "is locked by another program",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => "is not this user's to write",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "has a broken file",
        _ => "refused a statement",
    };

    private static string Remedy(SqliteException fault) => fault.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "Make room",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "End the program that holds it",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => "Give the folder and its files to the user that runs the worker",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "Put the folder back from a backup",
        _ => "Fix the cause",
    };
}
