namespace Pipeline.Core.Deliveries.Receiving;

/// <summary>How long a file is waited for, and how often a broken transfer is taken up again.</summary>
public sealed record ReceiveOptions
{
    /// <summary>Configuration section these options are bound from.</summary>
    public const string Section = "Receive";

    /// <summary>How far apart two equal readings of size and time must be before a young file on a server counts as complete.</summary>
    /// <value>The default is 10 seconds; 0 takes the file as it is.</value>
    public TimeSpan StableFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for a file in a folder, whose size and time are known without delay; one that is older than this is complete.</summary>
    /// <value>The default is 1 second; 0 takes the file as it is.</value>
    public TimeSpan FolderStableFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A file on a server that was last written longer ago than this is complete at the first reading.</summary>
    /// <value>The default is 1 minute. A file whose source tells no time is always read twice.</value>
    public TimeSpan OldAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a growing file is waited for.</summary>
    /// <value>The default is 30 minutes.</value>
    public TimeSpan WaitAtMost { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often in a row a source is tried again after a fault that may heal. A transfer that brought 1 MiB starts the count again.</summary>
    /// <value>The default is 6: with the delays below, about two minutes.</value>
    public int Retries { get; init; } = 6;

    /// <summary>The delay before the first retry; it doubles with each further one, with jitter.</summary>
    /// <value>The default is 2 seconds.</value>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest delay between two retries.</summary>
    /// <value>The default is 1 minute.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a file that is replaced while it is being received is begun again.</summary>
    /// <value>The default is 3.</value>
    public int Restarts { get; init; } = 3;
}
