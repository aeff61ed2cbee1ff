using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Ledger;

/// <summary>That a night was accepted once and is no longer: it left no trace in valid time, and is kept as a fact here (H17, H19).</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Night">The night.</param>
/// <param name="Sha256">The SHA-256 of the file that it was accepted with, in lower-case hex.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">Why it was withdrawn or its dataset rebuilt; null where it was replaced.</param>
/// <param name="DecidedBy">Who decided that; null where it was replaced.</param>
/// <param name="SupersededAt">When, in UTC.</param>
public sealed record SupersededNight(
    string Dataset, Night Night, string Sha256, SupersededState State, string? Reason, string? DecidedBy, DateTime SupersededAt)
{
    /// <summary>Whether it was withdrawn.</summary>
    public bool IsWithdrawn => State is SupersededState.Withdrawn;
}

/// <summary>What became of a night that was accepted once.</summary>
public enum SupersededState
{
    /// <summary>Another file, or another reading of its file, replaced it.</summary>
    Replaced,

    /// <summary>It was withdrawn.</summary>
    Withdrawn,

    /// <summary>Its dataset's history is replayed under another definition: its file is read again.</summary>
    Rebuilt,
}
