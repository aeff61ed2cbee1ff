using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Ledger;

/// <summary>One attempt to take a feed through a night.</summary>
public sealed record RunRecord
{
    public required Guid RunId { get; init; }

    public required string Feed { get; init; }

    public required Night Night { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The state it leaves its night in.</summary>
    public NightState State { get; init; } = NightState.Running;

    /// <summary>Why it did not end well; null otherwise.</summary>
    public string? Message { get; init; }
}

/// <summary>How far a night has come.</summary>
public enum NightState
{
    /// <summary>It was expected, and nobody ran it.</summary>
    Missing,

    /// <summary>A run is at work on it, or was killed.</summary>
    Running,

    /// <summary>Every dataset is accepted and gold includes it.</summary>
    Accepted,

    /// <summary>It was accepted and withdrawn, as if it had never been (H19).</summary>
    Withdrawn,

    /// <summary>A dataset or the publishing of gold was stopped, or failed.</summary>
    Incomplete,
}
