using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Faults;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.SqlServer;

/// <summary>SQL Server refused a statement outside a dataset's night, or went away in the middle of one.</summary>
public sealed class SqlServerFaultException(SqlException cause) : PipelineException(
    new Fault
    {
        What = $"{What(cause)} (error {cause.Number.ToString(CultureInfo.InvariantCulture)}): {cause.Message}",
        Why = "Everything a night ends in is in that database, so nothing can go on without it.",
        Untouched = "What was accepted or published before is unchanged: each step is committed whole or not at all.",
        Next = [Remedy(cause)],
        IsTransient = SqlServerErrors.IsTransient(cause),
    },
    cause)
{
    /// <summary>The fault in words, if SQL Server or its driver raised it.</summary>
    public static SqlServerFaultException? Explain(DbException fault) => fault is SqlException known ? new(known) : null;

    private static string What(SqlException fault) =>
        SqlServerErrors.IsDenied(fault) ? "SQL Server does not let this login do what the command needs"
        : SqlServerErrors.IsLockTimeout(fault) ? string.Create(
            CultureInfo.InvariantCulture, $"Another session held a lock for longer than the pipeline waits, {ServerTimeouts.Lock.TotalSeconds:0} s")
        : SqlServerErrors.IsFull(fault) ? "The database, or its log, is full"
        : SqlServerErrors.IsTransient(fault) ? "SQL Server is busy, or the connection to it broke"
        : "SQL Server refused a statement";

    private static NextStep Remedy(SqlException fault) =>
        SqlServerErrors.IsDenied(fault) ? NextStep.Run("Have the database's owner run what this prints, then try again", "roles")
        : SqlServerErrors.IsLockTimeout(fault) ? NextStep.Run("End the session that holds it (sys.dm_tran_locks, sys.dm_exec_requests), then see how it stands", "status")
        : SqlServerErrors.IsFull(fault) ? NextStep.Run("Make room on the server, then see how it stands", "status")
        : NextStep.Run("Fix the cause, run the same command again, and see how it stands", "status");
}
