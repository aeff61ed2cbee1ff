using Microsoft.Extensions.Logging;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Builds gold from silver as it is now, checks it and publishes it, also where the published generation is up to date.</summary>
public sealed class PublishGold(FeedFolder feeds, IWarehouse warehouse, TimeProvider clock, ILogger<PublishGold> logger)
{
    /// <summary>Publishes a feed's gold.</summary>
    /// <returns>The report of a run of the newest accepted night without datasets.</returns>
    /// <exception cref="NothingToPublishException">The feed has no gold files, or no night of it is accepted.</exception>
    /// <exception cref="PipelineException">It could not begin: the feed file is wrong, or another run is at work.</exception>
    public async Task<NightReport> RunAsync(string feed, INightProgress progress, CancellationToken cancellationToken)
    {
        var definition = feeds.Read(feed);
        await using var session = await FeedSession.OpenAsync(warehouse, definition, progress, clock, logger, cancellationToken);
        if (session.Library.IsEmpty)
        {
            throw NothingToPublishException.NoModels(feed);
        }

        var newest = session.Accepted.Newest ?? throw NothingToPublishException.NoNight(feed);
        var night = await session.ExpectAsync(newest, cancellationToken);
        return await session.RunAsync(
            night,
            NightMode.Run,
            async (run, journal, gold) => await journal.ReportAsync(
                [], await gold.PublishAsync([], isForced: true, cancellationToken), run.Accepted.AreAllAccepted(definition, newest)),
            cancellationToken);
    }
}
