using Microsoft.Data.SqlClient;
using Pipeline.Core.Faults;

namespace Pipeline.Engines.SqlServer;

/// <summary>The server does not answer, or does not let the worker in.</summary>
public sealed class SqlServerUnavailableException(string warehouse, SqlException cause) : PipelineException(
    $"""
    {warehouse} can't be reached: {cause.Message}
    Everything a night ends in is there, so nothing can go on without it.
    Nothing was written by this command; what was accepted before is in the database as it was.
    See that the server runs and that the connection string is right, then look: ./pipeline status
    """,
    cause)
{
    /// <inheritdoc/>
    public override bool IsTransient => SqlServerErrors.IsTransient((SqlException)InnerException!);
}
