using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>A feed has no dataset of the name that was given.</summary>
public sealed class UnknownDatasetException(FeedDefinition feed, string dataset) : PipelineException(new Fault
{
    What = $"Feed '{feed.Name}' has no dataset '{dataset}'; it has {string.Join(", ", feed.AllDatasets.Select(one => one.Name))}.",
    Why = "A dataset or list is named as in the feed file, so this name could mean any of them.",
    Untouched = "Nothing was read or written.",
    Next = [NextStep.Run("Give the same command with one of these names; what each of them is shows", "validate", feed.Name)],
})
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
