using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights;

/// <summary>The facts that every step of one run shares, fixed when the run starts.</summary>
/// <param name="RunId">Names the run in logs and in every row it writes.</param>
/// <param name="Request">What it was asked to do.</param>
/// <param name="Night">The night, with the instant that the ledger fixed.</param>
/// <param name="StartedAt">The one reading of the clock that its rows carry, in UTC.</param>
/// <param name="Lease">The right to work on the feed.</param>
public sealed record RunContext(Guid RunId, NightRequest Request, Night Night, DateTimeOffset StartedAt, ILease Lease)
{
    /// <summary>The feed.</summary>
    public FeedDefinition Feed => Request.Feed;

    /// <summary>Who rewrites a night that is not the newest.</summary>
    public RunStamp RunStamp(string? reason = null, string? decidedBy = null) => new()
    {
        Feed = Feed.Name,
        FeedText = Feed.Text,
        RunId = RunId,
        RecordedAt = StartedAt,
        Token = Lease.Token,
        Reason = reason,
        DecidedBy = decidedBy,
    };

    /// <summary>A delivery on its way into one dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="delivery">The file.</param>
    /// <param name="approval">What lets it through its guards, where it needs that.</param>
    public Arrival Arrival(DatasetDefinition dataset, Delivery delivery, Guid? approval = null) => new()
    {
        Feed = Feed.Name,
        Dataset = dataset,
        Night = Night,
        Delivery = delivery,
        FeedText = Feed.Text,
        RunId = RunId,
        RecordedAt = StartedAt,
        Token = Lease.Token,
        ApprovalId = approval,
    };
}
