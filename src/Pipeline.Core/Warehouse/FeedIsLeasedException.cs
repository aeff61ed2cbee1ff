using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>Another process is working on the feed.</summary>
public sealed class FeedIsLeasedException(string feed, string warehouse, string holder) : PipelineException(
    new Fault
    {
        What = $"Another run is working on feed '{feed}' in {warehouse} ({holder}).",
        Why = "Two runs at once would write over each other, so this one has not begun.",
        Untouched = "Nothing was read or written by this command.",
        Next = [NextStep.Run("See how far the other has come", "status", feed)],
        IsTransient = true,
    })
{ }
