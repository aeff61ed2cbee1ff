using Pipeline.Core.Errors;
using Pipeline.Core.Feeds;

namespace Pipeline.Core.Gold;

/// <summary>Gold could not be built or published for a reason outside it: a full disk, a lost database.</summary>
public sealed class GoldFailedException(string feed, Night night, Exception cause) : PipelineException(
    $"""
    Gold of night {night} could not be built or published: {cause.Message}
    Gold is published as a whole or not at all, so readers keep the generation that they have.
    Gold is as it was; bronze and silver hold the night.
    Mend the cause, then run: ./pipeline run {feed} --night {night}
    """,
    cause);
