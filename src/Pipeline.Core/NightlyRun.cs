using Microsoft.Extensions.Logging;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core;

/// <summary>
/// One night of one feed. Start reading here: wait, receive, read, compare, land, merge, build, check, publish, report.
/// </summary>
/// <remarks>
/// Every step can be taken again after a crash at any point, and the night ends in the same bytes. A dataset that is stopped
/// keeps its last accepted night; the others go on.
/// </remarks>
/// <param name="warehouse">Where the night ends up.</param>
/// <param name="sources">Where files come from.</param>
/// <param name="options">Folders and limits of this installation.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class NightlyRun(
    IWarehouse warehouse, IFileSources sources, NightOptions options, TimeProvider clock, ILogger<NightlyRun> logger)
{
    /// <exception cref="PipelineException">The night could not begin: the feed's gold files are wrong, or another run is at work.</exception>
    public async Task<NightReport> RunAsync(NightRequest request, INightProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var feed = request.Feed;
        var library = GoldLibrary.Read(feed, warehouse.Traits.Name);
        await warehouse.ReadyAsync(cancellationToken);
        await using var lease = await warehouse.LeaseAsync(feed.Name, cancellationToken);
        foreach (var dataset in feed.AllDatasets)
        {
            await warehouse.PrepareAsync(feed.Name, dataset, cancellationToken);
        }

        var night = await warehouse.Ledger.ExpectAsync(feed, request.Night, cancellationToken);
        var run = new RunContext(Guid.CreateVersion7(clock.GetUtcNow()), request, night, clock.GetUtcNow(), lease);
        var journal = new NightJournal(run, warehouse.Ledger, progress, clock, logger);
        var former = await FormerFiles.OfAsync(warehouse, feed.Name, night, cancellationToken);
        var deliveries = new NightDeliveries(run, sources, options, former, warehouse.Guards, journal, clock);
        var history = new NightHistory(run, warehouse, deliveries, options, journal);
        var gold = new NightGold(run, warehouse, library, journal, logger);

        await journal.BeginAsync(cancellationToken);
        try
        {
            await history.RefreshDerivedAsync(cancellationToken);
            var datasets = new List<DatasetOutcome>();
            foreach (var file in request.Files)
            {
                datasets.AddRange(await LoadAsync(file, deliveries, history, cancellationToken)); // wait, receive, read, compare, land, merge
            }

            await history.WarnOfSameFilesAsync(datasets, cancellationToken);
            var published = await new NightReconciliation(run, warehouse).FindAsync(datasets, cancellationToken) is { } differs
                ? await gold.KeepAsync(differs)
                : await gold.PublishAsync(datasets, clock.GetUtcNow(), isForced: false, cancellationToken); // build, check, publish
            await deliveries.CompressAsync(cancellationToken);
            return await journal.ReportAsync(datasets, published, await history.IsAcceptedAsync(cancellationToken)) with { Plans = history.Plans };
        }
        catch (Exception fault)
        {
            await journal.BreakOffAsync(fault);
            await gold.SayWhyAsync(fault);
            throw;
        }
    }

    // All of it is read and guarded before any of it is written.
    private static async Task<IReadOnlyList<DatasetOutcome>> LoadAsync(
        FeedFile file, NightDeliveries deliveries, NightHistory history, CancellationToken cancellationToken)
    {
        var outcomes = new List<DatasetOutcome>();
        try
        {
            await history.RequireOrderAsync(file, cancellationToken);
            var delivery = await deliveries.ReceiveAsync(file, cancellationToken);
            outcomes.AddRange(await history.AlreadyAcceptedAsync(file, delivery, cancellationToken));
            if (outcomes.Count < file.Datasets.Count)
            {
                using var night = await history.CompareAsync(file, delivery, outcomes, cancellationToken);

                // Lists first: what becomes of a list is told by what its parents were, so a run that is killed in between still sees it.
                foreach (var part in night.Datasets.Reverse().Where(part => outcomes.All(outcome => outcome.Dataset != part.Dataset.Name)))
                {
                    await history.LandAsync(part, delivery, cancellationToken);
                    outcomes.Add(await history.MergeAsync(night, part, delivery, cancellationToken));
                }
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            outcomes.AddRange(history.NotAccepted(file, outcomes, fault));
        }

        return history.InOrder(file, outcomes);
    }
}
