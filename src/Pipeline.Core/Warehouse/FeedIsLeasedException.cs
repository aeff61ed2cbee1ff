using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>Another process is working on the feed.</summary>
public sealed class FeedIsLeasedException(string feed, string warehouse, string holder) : PipelineException(
    $"""
    Another run is working on feed '{feed}' in {warehouse} ({holder}).
    Two runs at once would write over each other, so this one has not begun.
    Nothing was read or written by this command.
    See how far the other has come: ./pipeline status {feed}
    """)
{
    /// <inheritdoc/>
    public override bool IsTransient => true;
}
