using Microsoft.Extensions.Logging;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>Publishes a feed's gold outside a night: built anew from silver as it stands, or the generation before.</summary>
/// <param name="warehouse">The warehouse.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class GoldPublication(IWarehouse warehouse, TimeProvider clock, ILogger<GoldPublication> logger)
{
    /// <summary>Builds gold from silver as it stands, checks it, and publishes it, also where the published generation stands for all this already.</summary>
    /// <returns>What was done, in the ledger's words: a run of the newest accepted night without datasets.</returns>
    /// <exception cref="NothingToPublishException">The feed has no gold files, or no night of it is accepted.</exception>
    public async Task<NightReport> PublishAsync(FeedDefinition feed, INightProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        var library = GoldLibrary.Read(feed, warehouse.Traits.Name);
        await warehouse.ReadyAsync(cancellationToken);
        await using var lease = await warehouse.LeaseAsync(feed.Name, cancellationToken);
        var accepted = await warehouse.AcceptedAsync(feed.Name, cancellationToken);
        if (library.IsEmpty || accepted.Count == 0)
        {
            throw library.IsEmpty ? NothingToPublishException.NoModels(feed.Name) : NothingToPublishException.NoNight(feed.Name);
        }

        var newest = accepted.Max(night => night.Night.Date);
        var night = await warehouse.Ledger.ExpectAsync(feed, newest, cancellationToken);
        var request = new NightRequest(feed, newest, IsLatest: true, new HashSet<string>());
        var run = new RunContext(Guid.CreateVersion7(clock.GetUtcNow()), request, night, clock.GetUtcNow(), lease);
        var journal = new NightJournal(run, warehouse.Ledger, progress, clock, logger);
        await journal.BeginAsync(cancellationToken);
        try
        {
            var published = await new NightGold(run, warehouse, library, journal, logger)
                .PublishAsync([], clock.GetUtcNow(), isForced: true, cancellationToken);
            var isAccepted = feed.AllDatasets.All(dataset => accepted.Any(a => a.Dataset == dataset.Name && a.Night.Date == newest));
            return await journal.ReportAsync([], published, isAccepted);
        }
        catch (Exception fault)
        {
            await journal.BreakOffAsync(fault);
            throw;
        }
    }

    /// <summary>Returns readers to the generation before; rolled back again, they return to the newer one.</summary>
    /// <remarks>What was rolled back is withheld: no run publishes it again before it has news, or before it is published on request.</remarks>
    /// <exception cref="NothingToPublishException">There is no generation before.</exception>
    public async Task<GoldRollback> RollBackAsync(string feed, CancellationToken cancellationToken)
    {
        await warehouse.ReadyAsync(cancellationToken);
        await using var lease = await warehouse.LeaseAsync(feed, cancellationToken);
        var published = await warehouse.Gold.PublishedAsync(feed, cancellationToken);
        var before = await warehouse.Gold.BeforeAsync(feed, cancellationToken);
        if (published is null || before is null || before == published)
        {
            throw NothingToPublishException.NoGenerationBefore(feed, published is not null);
        }

        // First, so that no run undoes what is to come; where this process dies in between, it withholds what is published.
        var withheld = await warehouse.Ledger.WithheldAsync(feed, cancellationToken);
        await warehouse.Ledger.WithholdAsync(feed, withheld == before ? null : published, cancellationToken);
        await warehouse.Gold.RollBackAsync(feed, cancellationToken);
        logger.GoldRolledBack(feed, before);
        return new GoldRollback(withheld == before, await warehouse.Gold.AsOfAsync(feed, cancellationToken));
    }
}
