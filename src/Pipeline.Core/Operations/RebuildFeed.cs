using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Migration;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Supersedes the history of changed datasets and replays their nights from the archive under the changed definition.</summary>
public sealed class RebuildFeed(IWarehouse warehouse, Archive archive, NightOptions options, NightSequence sequence, TimeProvider clock)
{
    private readonly FeedRebuild _rebuild = new(warehouse, archive, options.WorkFolder);

    /// <summary>Makes sure, before anything is changed, that every file can be read again. Reads every file.</summary>
    /// <exception cref="RebuildRefusedException">A file is missing or can't be read, or values were erased on demand.</exception>
    public Task CheckAsync(MigrationReview review, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(review);
        return _rebuild.RequireAsync(review.Feed, review.Files, cancellationToken);
    }

    /// <summary>Rebuilds. Gold is unchanged until the last night is replayed. Where it is stopped, the same request continues it.</summary>
    /// <exception cref="PipelineException">It could not begin.</exception>
    public async Task<RebuildFeedResult> RunAsync(
        MigrateFeedRequest request, MigrationReview review, INightObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(review);
        var decision = new RebuildDecision(_rebuild, review.Files, request.Reason ?? "", request.DecidedBy);
        await new FeedMigration(warehouse, clock).RunAsync(review.Feed, request.AcceptsNewVersions, decision, cancellationToken);
        var waiting = await RebuildPlan.UnfinishedAsync(warehouse, review.Feed, cancellationToken);
        var requests = waiting.Nights
            .Select(night => new NightRequest(review.Feed, night, IsLatest: false, new HashSet<string>()) { Mode = NightMode.Rebuild(waiting.FilesOf(night)) })
            .ToList();
        var result = await sequence.RunAsync(requests, observer, cancellationToken);
        return new RebuildFeedResult(result.Reports, result.StoppedAt is { } night ? Stopped(review.Feed.Name, waiting, night) : null, result.Cause);
    }

    private static Fault Stopped(string feed, RebuildPlan waiting, int replayed) => new()
    {
        What = FormattableString.Invariant(
            $"The rebuild stopped at night {Night.NameOf(waiting.Nights[replayed])}: {replayed} night(s) before it are replayed, {waiting.Nights.Count - replayed - 1} after it are not."),
        Untouched = "Gold is unchanged until all of them are.",
        Next = [NextStep.Run("When the cause is fixed, continue with", "migrate", feed, "--rebuild")],
    };
}

/// <summary>What a rebuild did.</summary>
/// <param name="Reports">The report of each night that was replayed, in order.</param>
/// <param name="Stopped">Where it stopped and how it is continued; null where it is finished.</param>
/// <param name="Cause">What kept a night from its report; null where its report says what went wrong.</param>
public sealed record RebuildFeedResult(IReadOnlyList<NightReport> Reports, Fault? Stopped, Exception? Cause)
{
    /// <summary>No night was to be replayed.</summary>
    public static RebuildFeedResult Nothing { get; } = new([], null, null);
}
