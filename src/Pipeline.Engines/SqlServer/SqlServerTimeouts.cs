namespace Pipeline.Engines.SqlServer;

/// <summary>How long the worker's sessions wait for a server, so that an unattended night ends in a message and never hangs.</summary>
internal static class SqlServerTimeouts
{
    /// <summary>The longest statement: a whole night has an hour, and no statement of it may take longer than two.</summary>
    public static readonly TimeSpan Statement = TimeSpan.FromHours(2);

    /// <summary>The longest wait for a lock that somebody else holds, such as a person's open transaction on silver.</summary>
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait for readers who still read the generation before the last one, where the database has no row versions.</summary>
    public static readonly TimeSpan OldReaders = TimeSpan.FromMinutes(15);

    /// <summary>How long replacing a view may make new readers wait, each time that it is tried.</summary>
    public static readonly TimeSpan ViewLock = TimeSpan.FromMilliseconds(100);

    /// <summary>How long to leave readers alone between two tries.</summary>
    public static readonly TimeSpan ViewPause = TimeSpan.FromSeconds(1);

    /// <summary>How often it is tried before gold is not published.</summary>
    public const int ViewTries = 300;

    /// <summary>How often a merge begins again after it was chosen to end a deadlock.</summary>
    public const int DeadlockTries = 3;

    /// <summary>How long a connection may take to open.</summary>
    public static readonly TimeSpan Connect = TimeSpan.FromSeconds(15);
}
