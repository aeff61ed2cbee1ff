using System.Globalization;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>How long the worker's sessions wait for a server, so that an unattended night ends in a message and never hangs.</summary>
internal static class ServerTimeouts
{
    /// <summary>The longest statement: a whole night has an hour, and no statement of it may take longer than two.</summary>
    public static readonly TimeSpan Statement = TimeSpan.FromHours(2);

    /// <summary>The longest wait for a lock that somebody else holds, such as a person's open transaction on silver.</summary>
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(1);

    /// <summary>How long replacing a view may make new readers wait, each time that it is tried.</summary>
    public static readonly TimeSpan ViewLock = TimeSpan.FromMilliseconds(100);

    /// <summary>How long to leave readers alone between two tries.</summary>
    public static readonly TimeSpan ViewPause = TimeSpan.FromSeconds(1);

    /// <summary>How often it is tried before gold is not published.</summary>
    public const int ViewTries = 300;

    /// <summary>How often a transaction that the server ended for a reason that passes, such as a deadlock, is tried before the night fails.</summary>
    public const int TransactionTries = 3;

    /// <summary>How long a connection may take to open.</summary>
    public static readonly TimeSpan Connect = TimeSpan.FromSeconds(15);

    /// <summary>A time as <c>lock_timeout</c> takes it.</summary>
    public static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
