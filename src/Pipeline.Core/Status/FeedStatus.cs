using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Status;

/// <summary>The state of a feed, and what a person may do about it: read by the CLI, later by alerts, health checks and pages.</summary>
public sealed record FeedStatus
{
    private const int ShownNights = 14;

    /// <summary>The feed's name.</summary>
    public required string Feed { get; init; }

    /// <summary>The last 14 nights that the ledger knows, newest first.</summary>
    public required IReadOnlyList<NightRecord> Nights { get; init; }

    /// <summary>The nights since the last of them whose scheduled time has passed and that nobody ran; null where there are none, or the feed file can't be read.</summary>
    public required NotRun? NotRun { get; init; }

    /// <summary>The last accepted night of each dataset.</summary>
    public required IReadOnlyList<AcceptedNight> Datasets { get; init; }

    /// <summary>The night and the freshness of each gold table.</summary>
    public required IReadOnlyList<PublishedTable> Gold { get; init; }

    /// <summary>Whether an operator has returned gold to the generation before.</summary>
    public required bool IsRolledBack { get; init; }

    /// <summary>Which nights an unfinished rebuild has not replayed yet, as a sentence; null where no rebuild is unfinished.</summary>
    public required string? Rebuilding { get; init; }

    /// <summary>What to do about nights that nobody ran; null where there are none.</summary>
    public NextStep? RunMissing => NotRun is { } missing
        ? NextStep.Run(
            FormattableString.Invariant($"{missing.Nights} night(s) that nobody has run"), "run", Feed, missing.Nights == 1 ? "--night" : "--backfill", $"{missing}")
        : null;

    /// <summary>How readers return to the newer generation; null where gold is not rolled back.</summary>
    public NextStep? ReturnGold => IsRolledBack
        ? NextStep.Run("Gold was rolled back by an operator. To return to the newer generation", "publish", Feed, "--rollback")
        : null;

    /// <summary>How an unfinished rebuild is continued; null where none is unfinished.</summary>
    public NextStep? ContinueRebuild => Rebuilding is null ? null : NextStep.Run($"{Rebuilding} Continue it", "migrate", Feed, "--rebuild");

    internal static async Task<FeedStatus> ReadAsync(
        IWarehouse warehouse, string name, FeedDefinition? feed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var nights = await warehouse.Ledger.NightsAsync(name, cancellationToken);
        var accepted = await warehouse.Silver.AcceptedAsync(name, cancellationToken);
        var latest = feed?.Schedule.LatestNight(now);
        var waiting = feed is null ? null : await RebuildPlan.UnfinishedAsync(warehouse, feed, cancellationToken);
        return new FeedStatus
        {
            Feed = name,
            Nights = [.. nights.Take(ShownNights)],
            NotRun = latest > nights[0].Date ? new NotRun(nights[0].Date.AddDays(1), latest.Value) : null,
            Datasets = [.. accepted.GroupBy(night => night.Dataset).Select(of => of.MaxBy(night => night.Night.Date)!)],
            IsRolledBack = await warehouse.Ledger.WithheldAsync(name, cancellationToken) is not null,
            Gold = await warehouse.Gold.AsOfAsync(name, cancellationToken),
            Rebuilding = waiting is { Files.Count: > 0 } ? waiting.Waiting : null,
        };
    }
}

/// <summary>Nights that nobody ran.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record NotRun(DateOnly From, DateOnly To)
{
    /// <summary>How many there are.</summary>
    public int Nights => To.DayNumber - From.DayNumber + 1;

    /// <summary>The night, or the range as <c>--backfill</c> takes it.</summary>
    public override string ToString() => From == To ? Night.NameOf(To) : $"{Night.NameOf(From)}..{Night.NameOf(To)}";
}
