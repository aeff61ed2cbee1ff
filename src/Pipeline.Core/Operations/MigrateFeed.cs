using Pipeline.Core.Faults;
using Pipeline.Core.Migration;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Carries out what a changed feed file asks for, where no stored version changes.</summary>
public sealed class MigrateFeed(IWarehouse warehouse, TimeProvider clock)
{
    /// <summary>Carries it out: all changes, or none.</summary>
    /// <returns>Which nights an unfinished rebuild has not replayed yet, as a sentence; null where none is unfinished.</returns>
    /// <exception cref="PipelineException">It could not begin: another run is at work, or the warehouse is not migrated.</exception>
    public async Task<string?> RunAsync(MigrateFeedRequest request, MigrationReview review, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(review);
        await new FeedMigration(warehouse, clock).RunAsync(review.Feed, request.AcceptsNewVersions, null, cancellationToken);
        return await RebuildGate.WaitingAsync(warehouse, review.Feed, cancellationToken);
    }
}
