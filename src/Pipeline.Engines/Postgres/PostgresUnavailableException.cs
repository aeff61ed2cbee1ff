using Npgsql;
using Pipeline.Core.Faults;

namespace Pipeline.Engines.Postgres;

/// <summary>The server does not answer, or does not let the worker in.</summary>
public sealed class PostgresUnavailableException(string warehouse, NpgsqlException cause) : PipelineException(
    new Fault
    {
        What = $"{warehouse} {What(cause)}: {Text(cause)}",
        Why = "Everything a night ends in is there, so nothing can go on without it.",
        Untouched = "Nothing was written by this command; what was accepted before is in the database as it was.",
        Next = [Remedy(cause)],
        IsTransient = PostgresErrors.IsTransient(cause),
    },
    cause)
{
    private static string What(NpgsqlException fault) => fault.SqlState switch
    {
        null => "can't be reached",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "refuses the role or its password",
        PostgresErrorCodes.InvalidCatalogName => "is a database that the server does not have",
        PostgresErrorCodes.TooManyConnections => "takes no more connections",
        PostgresErrorCodes.CannotConnectNow => "is starting up or shutting down",
        _ => "does not let the pipeline in",
    };

    private static NextStep Remedy(NpgsqlException fault) => fault.SqlState switch
    {
        null => NextStep.Run("See that the server runs and that host and port are right, then look", "status"),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            NextStep.Run("Put the connection string with the right password into PIPELINE_POSTGRES, then look", "status", "--warehouse", "postgres:"),
        PostgresErrorCodes.InvalidCatalogName => NextStep.Run("Have it created (createdb), then make its schemas", "migrate"),
        _ => NextStep.Run("Wait a moment or ask the server's operator, then look", "status"),
    };

    private static string Text(NpgsqlException fault) =>
        fault is PostgresException server ? $"{server.MessageText} (SQLSTATE {server.SqlState})" : fault.Message;
}
