using Pipeline.Core.Faults;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>Two feeds of one warehouse would publish a table of the same name.</summary>
public sealed class GoldTableTakenException(string feed, string table, string owner) : PipelineException(
    $"""
    gold.{table} of feed '{feed}' was not published: feed '{owner}' publishes a table of that name.
    The feeds of a warehouse share one gold, and readers could not tell which of the two they read.
    Gold is as it was; bronze and silver hold the night.
    Rename the model, or give the feed a warehouse of its own; then run: ./pipeline run {feed}
    """)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
