using Pipeline.Core.Faults;
using Pipeline.Core.Migration;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Brings a feed's tables to what its feed file says now: in place, or by a rebuild from the archive.</summary>
public sealed class MigrateFeed(PlanMigration plan, RebuildFeed rebuild, IWarehouse warehouse, TimeProvider clock)
{
    /// <summary>Finds the differences and carries them out as far as the request goes: all of them, or none.</summary>
    /// <exception cref="RefusedException">The request does not go as far as the differences do; nothing was changed.</exception>
    /// <exception cref="PipelineException">It could not begin: another run is at work, the warehouse is not migrated, or a file can't be replayed.</exception>
    public async Task<RebuildFeedResult> RunAsync(
        MigrateFeedRequest request, IMigrationObserver observer, INightObserver nights, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(observer);
        var review = await plan.RunAsync(request, cancellationToken);
        observer.Reviewed(request, review);
        if (review.Refusal is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        if (!review.NeedsRebuild)
        {
            observer.Ended(request, review, request.IsDryRun ? null : await ChangeAsync(request, review, cancellationToken));
            return RebuildFeedResult.Nothing;
        }

        observer.WillReplay(review.Files);
        await rebuild.CheckAsync(review, cancellationToken);
        if (request.IsDryRun)
        {
            observer.IsRebuildable(request.Feed);
            return RebuildFeedResult.Nothing;
        }

        var result = await rebuild.RunAsync(request, review, nights, cancellationToken);
        if (result.Stopped is null)
        {
            observer.Rebuilt(request.Feed);
        }

        return result;
    }

    private async Task<string?> ChangeAsync(MigrateFeedRequest request, MigrationReview review, CancellationToken cancellationToken)
    {
        await new FeedMigration(warehouse, clock).RunAsync(review.Feed, request.AcceptsNewVersions, null, cancellationToken);
        return await RebuildGate.WaitingAsync(warehouse, review.Feed, cancellationToken);
    }
}
