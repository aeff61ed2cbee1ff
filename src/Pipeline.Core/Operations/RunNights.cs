using System.Runtime.ExceptionServices;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Nights;

namespace Pipeline.Core.Operations;

/// <summary>Loads one night of a feed, or several in order (a backfill), and publishes gold after each.</summary>
public sealed class RunNights(FeedFolder feeds, Archive archive, NightSequence sequence, TimeProvider clock)
{
    /// <summary>Runs the nights up to the first that does not end well.</summary>
    /// <exception cref="PipelineException">No night could begin.</exception>
    public async Task<RunNightsResult> RunAsync(RunNightsRequest request, INightObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var feed = request.Sources.ApplyTo(feeds.Read(request.Feed));
        return await RunAsync(feed, request.Nights, request.Sources.Names, observer, cancellationToken);
    }

    /// <summary>Runs the nights of a feed whose sources are replaced already.</summary>
    /// <inheritdoc cref="RunAsync(RunNightsRequest, INightObserver, CancellationToken)"/>
    public async Task<RunNightsResult> RunAsync(
        FeedDefinition feed, NightRange? range, IReadOnlySet<string> overridden, INightObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        var latest = feed.Schedule.LatestNight(clock.GetUtcNow());
        var nights = range ?? new NightRange(latest, latest);
        nights.RequireDue(feed.Name, latest);
        nights.RequireFiles(feed, overridden, archive, latest);
        var requests = nights.Nights.Select(night => new NightRequest(feed, night, IsLatest: night == latest, overridden)).ToList();
        var result = await sequence.RunAsync(requests, observer, cancellationToken);
        if (result.Cause is { } cause && !nights.IsBackfill)
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        return new RunNightsResult(
            result.Reports,
            result.StoppedAt is { } night && nights.IsBackfill ? new StoppedBackfill(feed.Name, nights, nights.From.AddDays(night), result.Cause) : null);
    }
}

/// <summary>Which nights are run.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Nights">The nights; null for the latest whose scheduled time has passed.</param>
/// <param name="Sources">Sources that are read in place of the feed file's.</param>
public sealed record RunNightsRequest(string Feed, NightRange? Nights, SourceOverrides Sources);

/// <summary>What the nights did.</summary>
/// <param name="Reports">The report of each night that was run to its end, in order.</param>
/// <param name="Stopped">Where a backfill stopped; null where it did not, and for a single night.</param>
public sealed record RunNightsResult(IReadOnlyList<NightReport> Reports, StoppedBackfill? Stopped);

/// <summary>A backfill that stopped before its last night was loaded.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Nights">The nights that it was asked for.</param>
/// <param name="At">The night that did not end well.</param>
/// <param name="Cause">What kept this night from its report; null where its report says what went wrong.</param>
public sealed record StoppedBackfill(string Feed, NightRange Nights, DateOnly At, Exception? Cause)
{
    /// <summary>How far it came, and how to continue.</summary>
    public Fault Fault
    {
        get
        {
            var left = Nights.To.DayNumber - At.DayNumber;
            return new Fault
            {
                What = FormattableString.Invariant(
                    $"The backfill stopped at night {Night.NameOf(At)}: {At.DayNumber - Nights.From.DayNumber} night(s) before it are done, {left} after it are not begun."),
                Why = "Nights build on each other, so none is left out without being asked.",
                Untouched = "What was accepted and published stays.",
                Next =
                [
                    NextStep.Run("When the cause is fixed, continue with", "run", Feed, "--backfill", $"{Nights with { From = At }}"),
                    .. left == 0 ? Array.Empty<NextStep>() :
                        [NextStep.Run("To leave this night out instead", "run", Feed, "--backfill", $"{Nights with { From = At.AddDays(1) }}")],
                ],
            };
        }
    }
}
