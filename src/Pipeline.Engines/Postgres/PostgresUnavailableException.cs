using Npgsql;
using Pipeline.Core.Faults;

namespace Pipeline.Engines.Postgres;

/// <summary>The server does not answer, or does not let the worker in.</summary>
public sealed class PostgresUnavailableException(string warehouse, NpgsqlException cause) : PipelineException(
    $"""
    {warehouse} {What(cause)}: {Text(cause)}
    Everything a night ends in is there, so nothing can go on without it.
    Nothing was written by this command; what was accepted before is in the database as it was.
    {Remedy(cause)}
    """,
    cause)
{
    /// <inheritdoc/>
    public override bool IsTransient => ((NpgsqlException)InnerException!).IsTransient;

    private static string What(NpgsqlException fault) => fault.SqlState switch
    {
        null => "can't be reached",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "refuses the role or its password",
        PostgresErrorCodes.InvalidCatalogName => "is a database that the server does not have",
        PostgresErrorCodes.TooManyConnections => "takes no more connections",
        PostgresErrorCodes.CannotConnectNow => "is starting up or shutting down",
        _ => "does not let the pipeline in",
    };

    private static string Remedy(NpgsqlException fault) => fault.SqlState switch
    {
        null => "See that the server runs and that host and port are right, then look: ./pipeline status",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            "Put the connection string with the right password into PIPELINE_POSTGRES, then look: ./pipeline status --warehouse postgres:",
        PostgresErrorCodes.InvalidCatalogName => "Have it created (createdb), then make its schemas: ./pipeline migrate",
        _ => "Wait a moment or ask the server's operator, then look: ./pipeline status",
    };

    private static string Text(NpgsqlException fault) =>
        fault is PostgresException server ? $"{server.MessageText} (SQLSTATE {server.SqlState})" : fault.Message;
}
