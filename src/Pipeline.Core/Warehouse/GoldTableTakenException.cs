using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>Two feeds of one warehouse would publish a table of the same name.</summary>
public sealed class GoldTableTakenException(string feed, string table, string owner) : PipelineException(
    new Fault
    {
        What = $"gold.{table} of feed '{feed}' was not published: feed '{owner}' publishes a table of that name.",
        Why = "The feeds of a warehouse share one gold, and readers could not tell which of the two they read.",
        Untouched = "Gold is unchanged; bronze and silver hold the night.",
        Next = [NextStep.Run("Rename the model, or give the feed a warehouse of its own; then run", "run", feed)],
    })
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
