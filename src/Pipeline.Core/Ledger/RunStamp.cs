namespace Pipeline.Core.Ledger;

/// <summary>The run that writes, and why: what is recorded beside its rows.</summary>
public sealed record RunStamp
{
    /// <summary>The feed's name.</summary>
    public required string Feed { get; init; }

    /// <summary>The feed file as it was read (H31).</summary>
    public required string FeedText { get; init; }

    /// <summary>The run that does the work.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When the run began, in UTC: the one reading of the clock that its rows carry (H2).</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The fencing token of the run's lease.</summary>
    public required long Token { get; init; }

    /// <summary>The approval that passes the delivery through its guards, or null; used up when the night is accepted (H24).</summary>
    public Guid? ApprovalId { get; init; }

    /// <summary>Why an accepted night is superseded; null where another file replaces it.</summary>
    public string? Reason { get; init; }

    /// <summary>Who decided it; null where nobody had to.</summary>
    public string? DecidedBy { get; init; }
}
