using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Nights;

/// <summary>What every step of one run shares.</summary>
/// <param name="RunId">Names the run in logs and in every row that it writes.</param>
/// <param name="Feed">The feed.</param>
/// <param name="Night">The night, with the instant that the ledger fixed.</param>
/// <param name="Mode">How the night is run.</param>
/// <param name="StartedAt">The one reading of the clock that its rows carry, in UTC.</param>
/// <param name="Token">The fencing token of the feed's lease.</param>
/// <param name="Accepted">The nights that the feed has accepted, those of this run included.</param>
public sealed record RunContext(
    Guid RunId, FeedDefinition Feed, Night Night, NightMode Mode, DateTimeOffset StartedAt, long Token, AcceptedNights Accepted)
{
    /// <summary>What is recorded beside the rows that the run writes.</summary>
    public RunStamp RunStamp(string? reason = null, string? decidedBy = null) => new()
    {
        Feed = Feed.Name,
        FeedText = Feed.Text,
        RunId = RunId,
        RecordedAt = StartedAt,
        Token = Token,
        Reason = reason,
        DecidedBy = decidedBy,
    };

    /// <summary>A delivery on its way into one dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="delivery">The file.</param>
    /// <param name="approval">The approval that its guards required; null where they required none.</param>
    public Arrival Arrival(DatasetDefinition dataset, Delivery delivery, Guid? approval = null) =>
        new(RunStamp() with { ApprovalId = approval }, dataset, Night, delivery);
}
