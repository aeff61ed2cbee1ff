using Microsoft.Extensions.Logging;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Returns readers to the generation before; rolled back again, they return to the newer one.</summary>
/// <remarks>What was rolled back is withheld: no run publishes it again before something is accepted, or before it is published on request.</remarks>
public sealed class RollBackGold(FeedFolder feeds, IWarehouse warehouse, ILogger<RollBackGold> logger)
{
    /// <summary>Rolls a feed's gold back.</summary>
    /// <exception cref="NothingToPublishException">There is no generation before.</exception>
    /// <exception cref="PipelineException">It could not begin: the feed file is wrong, or another run is at work.</exception>
    public async Task<GoldRollback> RunAsync(string feed, CancellationToken cancellationToken)
    {
        feeds.Read(feed);
        await using var lease = await FeedLease.TakeAsync(warehouse, feed, cancellationToken);
        var published = await warehouse.Gold.PublishedAsync(feed, cancellationToken);
        var before = await warehouse.Gold.BeforeAsync(feed, cancellationToken);
        if (published is null || before is null || before == published)
        {
            throw NothingToPublishException.NoGenerationBefore(feed, published is not null);
        }

        // First, so that no run undoes what follows; where this process is killed in between, the published generation is withheld.
        var withheld = await warehouse.Ledger.WithheldAsync(feed, cancellationToken);
        await warehouse.Ledger.WithholdAsync(feed, withheld == before ? null : published, cancellationToken);
        await warehouse.Gold.RollBackAsync(feed, cancellationToken);
        logger.GoldRolledBack(feed, before);
        return new GoldRollback(withheld == before, await warehouse.Gold.AsOfAsync(feed, cancellationToken));
    }
}
