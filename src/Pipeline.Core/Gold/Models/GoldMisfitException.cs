using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Gold.Models;

/// <summary>The database can't run some of a feed's models, checks or questions on the tables that it keeps.</summary>
/// <param name="feed">The feed's name.</param>
/// <param name="warehouse">The warehouse as an operator would name it.</param>
/// <param name="engine">The word that <c>--warehouse</c> begins with.</param>
/// <param name="mistakes">Every file, with the reason that the database gives.</param>
public sealed class GoldMisfitException(string feed, string warehouse, string engine, IReadOnlyList<FeedMistake> mistakes) : PipelineException(
    new Fault
    {
        What = FormattableString.Invariant($"{mistakes.Count} gold file(s) of feed '{feed}' do not fit the tables of {warehouse}:\n  {string.Join("\n  ", mistakes)}"),
        Why = "Gold is built from these files as a whole, so a night there would be loaded and none of its gold published.",
        Untouched = "Nothing was written: the database planned the queries on temporary tables, and all of it was rolled back.",
        Next = [NextStep.Run("Rewrite the files, or name what they join on other columns in distribution: reference; then run", "validate", feed, "--warehouse", $"{engine}:")],
    })
{
    /// <summary>Every file, with the reason.</summary>
    public IReadOnlyList<FeedMistake> Mistakes => mistakes;

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
