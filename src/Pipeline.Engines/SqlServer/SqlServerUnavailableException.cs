using Microsoft.Data.SqlClient;
using Pipeline.Core.Faults;

namespace Pipeline.Engines.SqlServer;

/// <summary>The server does not answer, or does not let the worker in.</summary>
public sealed class SqlServerUnavailableException(string warehouse, SqlException cause) : PipelineException(
    new Fault
    {
        What = $"{warehouse} can't be reached: {cause.Message}",
        Why = "Everything a night ends in is there, so nothing can go on without it.",
        Untouched = "Nothing was written by this command; what was accepted before is in the database as it was.",
        Next = [NextStep.Run("See that the server runs and that the connection string is right, then look", "status")],
        IsTransient = SqlServerErrors.IsTransient(cause),
    },
    cause);
