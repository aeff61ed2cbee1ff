namespace Pipeline.Core.Faults;

/// <summary>What a command tells the shell.</summary>
public enum ExitCode
{
    /// <summary>Everything that was asked for is done.</summary>
    Done = 0,

    /// <summary>Something failed that may work when it is tried again or fixed: a source, the database, the disk.</summary>
    Failed = 1,

    /// <summary>The command line, a setting or a feed file is wrong; nothing was tried.</summary>
    Usage = 2,

    /// <summary>A guard or a check stopped a dataset or the publishing of gold on purpose.</summary>
    Stopped = 3,
}
