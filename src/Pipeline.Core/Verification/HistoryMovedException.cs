using Pipeline.Core.Faults;

namespace Pipeline.Core.Verification;

/// <summary>A night was accepted, corrected or withdrawn while history was being verified.</summary>
public sealed class HistoryMovedException(string feed) : PipelineException(
    $"""
    The accepted nights of feed '{feed}' changed while its history was being verified.
    What was read before and after the change can't be held against each other, so nothing was found and nothing proved.
    Nothing was written.
    When no run is at work, verify again: ./pipeline verify {feed}
    """)
{
    /// <inheritdoc/>
    public override bool IsTransient => true;
}
