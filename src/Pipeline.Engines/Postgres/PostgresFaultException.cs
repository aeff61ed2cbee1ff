using System.Data.Common;
using System.Globalization;
using Npgsql;
using Pipeline.Core.Faults;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.Postgres;

/// <summary>PostgreSQL refused a statement outside a dataset's night, or went away in the middle of one.</summary>
public sealed class PostgresFaultException(NpgsqlException cause) : PipelineException(
    new Fault
    {
        What = $"{What(cause)} (SQLSTATE {cause.SqlState ?? "none"}): {Text(cause)}",
        Why = "Everything a night ends in is in that database, so nothing can go on without it.",
        Untouched = "What was accepted or published before is unchanged: each step is committed whole or not at all.",
        Next = [Remedy(cause)],
        IsTransient = PostgresErrors.IsTransient(cause),
    },
    cause)
{
    /// <summary>The fault in words, if PostgreSQL or its driver raised it.</summary>
    public static PostgresFaultException? Explain(DbException fault) => fault is NpgsqlException known ? new(known) : null;

    private static string What(NpgsqlException fault) => fault.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => "PostgreSQL does not let this role do what the command needs",
        PostgresErrorCodes.LockNotAvailable => string.Create(
            CultureInfo.InvariantCulture, $"Another session held a lock for longer than the pipeline waits, {ServerTimeouts.Lock.TotalSeconds:0} s"),
        PostgresErrorCodes.DiskFull => "The server's disk is full",
        PostgresErrorCodes.OutOfMemory => "The server is out of memory",
        PostgresErrorCodes.QueryCanceled => string.Create(
            CultureInfo.InvariantCulture, $"A statement was cancelled, by a person or after {ServerTimeouts.Statement.TotalHours:0} h"),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => "The server shut down in the middle of the work",
        null => "The connection to PostgreSQL broke",
        _ => "PostgreSQL refused a statement",
    };

    private static NextStep Remedy(NpgsqlException fault) => fault.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => NextStep.Run("Have the database's owner run what this prints, then try again", "roles"),
        PostgresErrorCodes.LockNotAvailable => NextStep.Run("End the session that holds it (pg_stat_activity, pg_blocking_pids), then see how it stands", "status"),
        PostgresErrorCodes.DiskFull => NextStep.Run("Make room on the server, then see how it stands", "status"),
        _ => NextStep.Run("Fix the cause, run the same command again, and see how it stands", "status"),
    };

    // Without the driver's hint on details, which hold values of rows.
    private static string Text(NpgsqlException fault) => fault is PostgresException server ? server.MessageText : fault.Message;
}
