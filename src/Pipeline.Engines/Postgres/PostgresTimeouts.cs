using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.Postgres;

/// <summary>The times that only PostgreSQL uses, beside <see cref="ServerTimeouts"/>.</summary>
internal static class PostgresTimeouts
{
    /// <summary>After this the server ends a session that does nothing inside a transaction: a paused worker's locks.</summary>
    public static readonly TimeSpan IdleInTransaction = TimeSpan.FromMinutes(10);

    /// <summary>After this the server takes a silent client for dead, in seconds: a holder of a lease whose machine is gone.</summary>
    public const int KeepAliveSeconds = 60;
}
