using Microsoft.Extensions.Logging;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>Publishes a feed's gold outside a night: built from silver as it is now, or the generation before.</summary>
/// <param name="warehouse">The warehouse.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class GoldPublication(IWarehouse warehouse, TimeProvider clock, ILogger<GoldPublication> logger)
{
    /// <summary>Builds gold from silver as it is now, checks it, and publishes it, also where the published generation is up to date already.</summary>
    /// <returns>What was done, in the ledger's words: a run of the newest accepted night without datasets.</returns>
    /// <exception cref="NothingToPublishException">The feed has no gold files, or no night of it is accepted.</exception>
    public async Task<NightReport> PublishAsync(FeedDefinition feed, INightProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        await using var session = await FeedSession.OpenAsync(warehouse, feed, progress, clock, logger, cancellationToken);
        if (session.Library.IsEmpty)
        {
            throw NothingToPublishException.NoModels(feed.Name);
        }

        var newest = session.Accepted.Newest ?? throw NothingToPublishException.NoNight(feed.Name);
        var night = await session.ExpectAsync(newest, cancellationToken);
        return await session.RunAsync(
            night,
            NightMode.Run,
            async (run, journal, gold) => await journal.ReportAsync(
                [], await gold.PublishAsync([], isForced: true, cancellationToken), run.Accepted.AreAllAccepted(feed, newest)),
            cancellationToken);
    }

    /// <summary>Returns readers to the generation before; rolled back again, they return to the newer one.</summary>
    /// <remarks>What was rolled back is withheld: no run publishes it again before something is accepted, or before it is published on request.</remarks>
    /// <exception cref="NothingToPublishException">There is no generation before.</exception>
    public async Task<GoldRollback> RollBackAsync(string feed, CancellationToken cancellationToken)
    {
        await warehouse.Schema.ReadyAsync(cancellationToken);
        await using var lease = await warehouse.Leases.TakeAsync(feed, cancellationToken);
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
