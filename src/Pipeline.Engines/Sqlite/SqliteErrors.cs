using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pipeline.Engines.Sqlite;

/// <summary>What an error of SQLite means, by its primary result code.</summary>
/// <remarks>Source: sqlite.org/rescode.html.</remarks>
internal static class SqliteErrors
{
    /// <summary>Another process or connection holds a lock on a file.</summary>
    public static bool IsLocked(int code) => code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>There is no room on the disk.</summary>
    public static bool IsFull(int code) => code is raw.SQLITE_FULL;

    /// <summary>The user may not read or write the files.</summary>
    public static bool IsDenied(int code) => code is raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM;

    /// <summary>A file is damaged, or no database.</summary>
    public static bool IsBroken(int code) => code is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>The same again may succeed: whoever holds the lock will release it.</summary>
    public static bool IsTransient(Exception fault) => fault is SqliteException known && IsLocked(known.SqliteErrorCode);
}
