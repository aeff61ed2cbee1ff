using Pipeline.Core.Faults;

namespace Pipeline.Core.Verification;

/// <summary>A night was accepted, corrected or withdrawn while history was being verified.</summary>
public sealed class HistoryMovedException(string feed) : PipelineException(
    new Fault
    {
        What = $"The accepted nights of feed '{feed}' changed while its history was being verified.",
        Why = "What was read before and after the change can't be held against each other, so nothing was found and nothing proved.",
        Untouched = "Nothing was written.",
        Next = [NextStep.Run("When no run is at work, verify again", "verify", feed)],
        IsTransient = true,
    })
{ }
