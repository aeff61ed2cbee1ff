using Pipeline.Core.Feeds;

namespace Pipeline.Core.Ledger;

/// <summary>That a night was accepted once and is no longer: it left no trace in valid time, and is kept as a fact here (H17, H19).</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Night">The night.</param>
/// <param name="Sha256">The SHA-256 of the file that it was accepted with, in lower-case hex.</param>
/// <param name="IsWithdrawn">Whether it was taken back; else another file replaced it.</param>
/// <param name="Reason">Why it was taken back; null where it was replaced.</param>
/// <param name="DecidedBy">Who took it back; null where it was replaced.</param>
/// <param name="SupersededAt">When, in UTC.</param>
public sealed record SupersededNight(
    string Dataset, Night Night, string Sha256, bool IsWithdrawn, string? Reason, string? DecidedBy, DateTime SupersededAt);
