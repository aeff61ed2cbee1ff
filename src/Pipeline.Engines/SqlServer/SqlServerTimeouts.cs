using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.SqlServer;

/// <summary>What the worker waits for on SQL Server alone, beside <see cref="ServerTimeouts"/>.</summary>
internal static class SqlServerTimeouts
{
    /// <summary>The longest wait for readers who still read the generation before the last one, where the database has no row versions.</summary>
    public static readonly TimeSpan OldReaders = TimeSpan.FromMinutes(15);
}
