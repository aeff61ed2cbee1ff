using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Gold.Models;

/// <summary>Gold models, checks or questions of a feed are not as they must be.</summary>
public sealed class InvalidGoldException(string feed, IReadOnlyList<string> mistakes) : PipelineException(
    $"""
    The gold files of feed '{feed}' have {mistakes.Count} mistake(s):
      {string.Join($"{Environment.NewLine}  ", mistakes)}
    Gold is built from these files as a whole, so none of it was built.
    Nothing was read or written.
    Mend them and run: ./pipeline validate {feed}
    """)
{
    /// <summary>Every mistake, with its file.</summary>
    public IReadOnlyList<string> Mistakes => mistakes;

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
