using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Freshness;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Worker.Cli.Output;

/// <summary>How a feed stands.</summary>
internal sealed record FeedStatus
{
    private const int ShownNights = 14;

    public required string Feed { get; init; }

    /// <summary>The last nights that the ledger knows, newest first.</summary>
    public required IReadOnlyList<NightRecord> Nights { get; init; }

    /// <summary>The nights since the last of them whose time has passed, and which nobody ran; null where there are none, or the feed file can't say.</summary>
    public required NotRun? NotRun { get; init; }

    /// <summary>The last accepted night of each dataset.</summary>
    public required IReadOnlyList<AcceptedNight> Datasets { get; init; }

    /// <summary>What gold's tables stand for.</summary>
    public required IReadOnlyList<PublishedTable> Gold { get; init; }

    /// <summary>Whether an operator has returned gold to the generation before.</summary>
    public required bool IsRolledBack { get; init; }

    public static async Task<FeedStatus> ReadAsync(
        IWarehouse warehouse, string feed, Schedule? schedule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var nights = await warehouse.Ledger.NightsAsync(feed, cancellationToken);
        var accepted = await warehouse.Silver.AcceptedAsync(feed, cancellationToken);
        var latest = schedule?.LatestNight(now);
        return new FeedStatus
        {
            Feed = feed,
            Nights = [.. nights.Take(ShownNights)],
            NotRun = latest > nights[0].Date ? new NotRun(nights[0].Date.AddDays(1), latest.Value) : null,
            Datasets = [.. accepted.GroupBy(night => night.Dataset).Select(of => of.MaxBy(night => night.Night.Date)!)],
            IsRolledBack = await warehouse.Ledger.WithheldAsync(feed, cancellationToken) is not null,
            Gold = await warehouse.Gold.AsOfAsync(feed, cancellationToken),
        };
    }
}

/// <summary>Nights that nobody ran.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
internal sealed record NotRun(DateOnly From, DateOnly To)
{
    /// <summary>How many there are.</summary>
    public int Nights => To.DayNumber - From.DayNumber + 1;
}
