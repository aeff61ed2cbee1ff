using Pipeline.Core.Faults;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Nights;

/// <summary>How one dataset ended.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="State">How it ended.</param>
/// <param name="Accepted">The counts of the accepted night; null where it was not accepted.</param>
/// <param name="Fault">Why it was not; null otherwise.</param>
public sealed record DatasetOutcome(string Dataset, DatasetState State, AcceptedNight? Accepted, PipelineException? Fault)
{
    /// <summary>What the night corrected in history; null where it was the newest.</summary>
    public CorrectedHistory? Rewritten { get; init; }
}
