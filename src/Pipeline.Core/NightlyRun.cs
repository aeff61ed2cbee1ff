using Microsoft.Extensions.Logging;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Errors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Gold;
using Pipeline.Core.History;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Core.Records;
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
        var gold = GoldLibrary.Read(feed, warehouse.Traits.Name);
        await warehouse.MigrateAsync(cancellationToken);
        await using var lease = await warehouse.LeaseAsync(feed.Name, cancellationToken);
        await PrepareAsync(feed, cancellationToken);

        var night = await warehouse.Ledger.ExpectAsync(feed, request.Night, cancellationToken);
        var run = new RunContext(Guid.CreateVersion7(clock.GetUtcNow()), request, night, clock.GetUtcNow(), lease);
        var startedAt = clock.GetTimestamp();
        await BeginAsync(run, cancellationToken);
        try
        {
            var journal = new NightJournal(run, warehouse.Ledger, progress, clock, logger);
            var deliveries = new NightDeliveries(sources, options.Archive, new DeliveryReceiver(options.Archive, options.Receive, clock));

            var datasets = new List<DatasetOutcome>();
            foreach (var dataset in feed.Datasets)
            {
                datasets.AddRange(await LoadAsync(run, dataset, deliveries, journal, cancellationToken));
            }

            await WarnOfSameFilesAsync(run, datasets, journal, cancellationToken);
            var published = await new NightGold(warehouse, gold, journal, logger)
                .PublishAsync(run, datasets, clock.GetUtcNow(), cancellationToken);
            await deliveries.CompressAsync(cancellationToken);

            return await ReportAsync(new NightReport
            {
                RunId = run.RunId,
                Feed = feed.Name,
                Night = night,
                Datasets = datasets,
                Gold = published,
                Warnings = journal.Warnings,
                Elapsed = clock.GetElapsedTime(startedAt),
            }, run);
        }
        catch (Exception fault)
        {
            await EndAsync(run, NightState.Incomplete, fault is OperationCanceledException ? "The run was stopped by its operator." : fault.Message);
            throw;
        }
    }

    // One file: its dataset and the nested lists in it. All of it is read and guarded before any of it is written.
    private async Task<IReadOnlyList<DatasetOutcome>> LoadAsync(
        RunContext run, DatasetDefinition dataset, NightDeliveries deliveries, NightJournal journal, CancellationToken cancellationToken)
    {
        var accepted = await warehouse.AcceptedAsync(run.Feed.Name, cancellationToken);
        var outcomes = new List<DatasetOutcome>();
        try
        {
            Guards.NightMayCome(run.Feed.Name, dataset.Name, run.Night, Of(accepted, dataset));
            var delivery = await journal.StepAsync(
                "receive", dataset.Name, () => deliveries.GetAsync(run, dataset, journal, cancellationToken), d => (d.Size, null));
            var standing = Standing(run, dataset, delivery, accepted);
            if (standing.Count < dataset.WithLists.Count())
            {
                using var changes = await journal.StepAsync(
                    "compare", dataset.Name, () => CompareAsync(run, dataset, delivery, deliveries, accepted, cancellationToken), Measure);

                // Lists first: what becomes of a list is told by what its parents were, so a run that is killed in between still sees it.
                foreach (var part in changes.Datasets.Reverse().Where(part => standing.All(outcome => outcome.Dataset != part.Dataset.Name)))
                {
                    outcomes.Add(await AcceptAsync(run, delivery, part, journal, cancellationToken));
                }
            }

            outcomes.AddRange(standing);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var reason = fault as PipelineException ?? new UnexpectedFaultException(run.Feed.Name, dataset.Name, run.Night, fault);
            outcomes.AddRange(dataset.WithLists
                .Where(part => outcomes.All(outcome => outcome.Dataset != part.Name))
                .Select(part => new DatasetOutcome(part.Name, DatasetState.NotAccepted, null, reason)));
        }

        var ordered = dataset.WithLists.Select(part => outcomes.First(outcome => outcome.Dataset == part.Name)).ToList();
        ordered.ForEach(journal.DatasetEnded);
        return ordered;

        (long?, long?) Measure(DeliveryChanges changes) => (null, changes.Datasets.Sum(part => part.Tally.Records));
    }

    private async Task<DeliveryChanges> CompareAsync(
        RunContext run,
        DatasetDefinition dataset,
        Delivery delivery,
        NightDeliveries deliveries,
        IReadOnlyList<AcceptedNight> accepted,
        CancellationToken cancellationToken)
    {
        try
        {
            var comparer = new DeliveryComparer(warehouse, options.WorkFolder);
            var changes = await comparer.CompareAsync(dataset, () => deliveries.Open(delivery), delivery.File, cancellationToken);
            try
            {
                foreach (var part in changes.Datasets.Where(part => Of(accepted, part.Dataset).All(a => a.Night.Date != run.Night.Date)))
                {
                    var before = Of(accepted, part.Dataset).MaxBy(a => a.Night.Date);
                    Guards.ChangesMayBeAccepted(run.Feed.Name, run.Night, delivery, part, before);
                }

                return changes;
            }
            catch
            {
                changes.Dispose();
                throw;
            }
        }
        catch (UnusableDeliveryException fault)
        {
            deliveries.Reject(delivery, fault.Message);
            throw fault.For(run.Feed.Name, run.Night.Name);
        }
        catch (GuardException fault)
        {
            deliveries.Reject(delivery, fault.Message);
            throw;
        }
    }

    private async Task<DatasetOutcome> AcceptAsync(
        RunContext run, Delivery delivery, DatasetChanges changes, NightJournal journal, CancellationToken cancellationToken)
    {
        var name = changes.Dataset.Name;
        var arrival = Arrival(run, changes.Dataset, delivery);
        await journal.StepAsync<object?>("land", name, async () =>
        {
            await warehouse.Ledger.AddDeliveryAsync(arrival, changes.Shape.UnknownFields, cancellationToken);
            await warehouse.LandAsync(arrival, changes, cancellationToken);
            return null;
        });
        var night = await journal.StepAsync(
            "merge",
            name,
            () => warehouse.MergeAsync(arrival, changes, cancellationToken),
            merged => (null, merged.Tally.New + merged.Tally.Changed + merged.Tally.Refreshed + merged.Tally.Gone));
        return new DatasetOutcome(name, DatasetState.Accepted, night, null);
    }

    // The same file again for the same night changes nothing (H17); a run that was killed between two datasets goes on with the rest.
    private static List<DatasetOutcome> Standing(
        RunContext run, DatasetDefinition dataset, Delivery delivery, IReadOnlyList<AcceptedNight> accepted)
    {
        var standing = dataset.WithLists
            .Select(part => Of(accepted, part).FirstOrDefault(night => night.Night.Date == run.Night.Date))
            .OfType<AcceptedNight>()
            .ToList();
        return standing.FirstOrDefault(night => night.Sha256 != delivery.Sha256) is { } other
            ? throw GuardException.OtherFile(run.Feed.Name, other, delivery)
            : [.. standing.Select(night => new DatasetOutcome(night.Dataset, DatasetState.AlreadyAccepted, night, null))];
    }

    private async Task PrepareAsync(FeedDefinition feed, CancellationToken cancellationToken)
    {
        foreach (var dataset in feed.AllDatasets)
        {
            await warehouse.PrepareAsync(feed.Name, dataset, cancellationToken);
        }
    }

    // Most nights some table is quiet; when every file of a source is the same, probably nobody has published (H21).
    private async Task WarnOfSameFilesAsync(
        RunContext run, List<DatasetOutcome> outcomes, NightJournal journal, CancellationToken cancellationToken)
    {
        var before = await warehouse.Ledger.DigestsBeforeAsync(run.Feed.Name, run.Night, cancellationToken);
        foreach (var source in run.Feed.Datasets.GroupBy(dataset => dataset.Source))
        {
            if (source.All(dataset => outcomes.Any(outcome =>
                outcome.Dataset == dataset.Name
                && outcome.Accepted is { } accepted
                && before.TryGetValue(dataset.Name, out var digest)
                && digest == accepted.Sha256)))
            {
                journal.Warn($"Every file of source '{source.Key}' is the same as the night before: was the dump published?");
            }
        }
    }

    private async Task BeginAsync(RunContext run, CancellationToken cancellationToken)
    {
        await warehouse.Ledger.BeginRunAsync(Record(run, NightState.Running, null, null), cancellationToken);
        logger.RunBegan(run.Feed.Name, run.Night.Name, run.RunId);
    }

    private async Task<NightReport> ReportAsync(NightReport report, RunContext run)
    {
        var faults = report.Faults.Select(fault => fault.Message).ToList();
        await EndAsync(run, faults.Count == 0 ? NightState.Accepted : NightState.Incomplete, faults.Count == 0 ? null : string.Join("\n\n", faults));
        return report;
    }

    private async Task EndAsync(RunContext run, NightState state, string? message)
    {
        var now = clock.GetUtcNow();
        await warehouse.Ledger.EndRunAsync(Record(run, state, now, message), CancellationToken.None);
        logger.RunEnded(run.Feed.Name, run.Night.Name, run.RunId, state.ToString().ToLowerInvariant(), (now - run.StartedAt).TotalMilliseconds);
    }

    private static RunRecord Record(RunContext run, NightState state, DateTimeOffset? finishedAt, string? message) => new()
    {
        RunId = run.RunId,
        Feed = run.Feed.Name,
        Night = run.Night,
        StartedAt = run.StartedAt,
        FinishedAt = finishedAt,
        State = state,
        Message = message,
    };

    private static Arrival Arrival(RunContext run, DatasetDefinition dataset, Delivery delivery) => new()
    {
        Feed = run.Feed.Name,
        Dataset = dataset,
        Night = run.Night,
        Delivery = delivery,
        FeedText = run.Feed.Text,
        RunId = run.RunId,
        RecordedAt = run.StartedAt,
        Token = run.Lease.Token,
    };

    private static List<AcceptedNight> Of(IReadOnlyList<AcceptedNight> accepted, DatasetDefinition dataset) =>
        [.. accepted.Where(night => night.Dataset == dataset.Name)];
}
