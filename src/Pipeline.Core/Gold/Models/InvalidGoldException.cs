using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Gold.Models;

/// <summary>Gold models, checks or questions of a feed are not as they must be.</summary>
public sealed class InvalidGoldException(string feed, IReadOnlyList<FeedMistake> mistakes) : PipelineException(
    new Fault
    {
        What = FormattableString.Invariant($"The gold files of feed '{feed}' have {mistakes.Count} mistake(s):\n  {string.Join("\n  ", mistakes)}"),
        Why = "Gold is built from these files as a whole, so none of it was built.",
        Untouched = "Nothing was read or written.",
        Next = [NextStep.Run("Fix them and run", "validate", feed)],
    })
{
    /// <summary>Every mistake, with its file.</summary>
    public IReadOnlyList<FeedMistake> Mistakes => mistakes;

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
