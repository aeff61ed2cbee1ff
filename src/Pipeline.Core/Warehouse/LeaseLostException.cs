using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>Another process has taken the feed's lease while this one was paused or cut off (H32).</summary>
public sealed class LeaseLostException(string feed, string warehouse, long token, long newest, string holder) : PipelineException(
    new Fault
    {
        What = $"This run holds lease {token} on feed '{feed}' in {warehouse}, but lease {newest} has been given out since ({holder}).",
        Why = "A run that was paused must not write over its successor, so what it was about to commit was rolled back.",
        Untouched = "Everything its successor has written is unchanged.",
        Next = [NextStep.Run("See how far the other has come", "status", feed)],
    })
{
    /// <summary>The token of the lease that was lost.</summary>
    public long Token { get; } = token;

    /// <summary>The newest token.</summary>
    public long Newest { get; } = newest;
}
