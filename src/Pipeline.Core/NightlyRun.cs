using Microsoft.Extensions.Logging;
using Pipeline.Core.Comparing.Guards;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Nights;
using Pipeline.Core.Nights.Steps;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core;

/// <summary>
/// One night of one feed. Start reading here: wait, receive, read, compare, guard, land, merge, build, check, publish, report.
/// </summary>
/// <remarks>
/// Every step can be repeated after a crash at any point, and the night ends in the same bytes. A dataset that is stopped keeps
/// its last accepted night; the others go on.
/// </remarks>
/// <param name="warehouse">The warehouse that the night is loaded into.</param>
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
        await using var session = await FeedSession.OpenAsync(warehouse, request.Feed, progress, clock, logger, cancellationToken);
        await session.PrepareAsync(cancellationToken);
        var night = await session.ExpectAsync(request.Night, cancellationToken);
        return await session.RunAsync(night, request.Mode, (run, journal, gold) => RunAsync(request, run, journal, gold, cancellationToken), cancellationToken);
    }

    private async Task<NightReport> RunAsync(NightRequest request, RunContext run, NightJournal journal, NightGold gold, CancellationToken cancellationToken)
    {
        var steps = await StepsAsync(request, run, journal, cancellationToken);
        await new DeriveStep(run, warehouse, journal).RefreshAsync(cancellationToken);
        var datasets = new List<DatasetOutcome>();
        foreach (var file in request.Files)
        {
            datasets.AddRange(await LoadAsync(file, steps, cancellationToken)); // wait, receive, read, compare, guard, land, merge
        }

        await new NightWarnings(run, warehouse.Ledger, journal).WarnOfSameFilesAsync(datasets, cancellationToken);
        var differs = await new NightReconciliation(run, warehouse.Audit).FindAsync(datasets, cancellationToken);
        var published = differs is null
            ? await gold.PublishAsync(datasets, isForced: false, cancellationToken) // build, check, publish
            : await gold.KeepAsync(differs);
        await steps.Deliveries.CompressAsync(cancellationToken);
        return await journal.ReportAsync(datasets, published, run.Accepted.AreAllAccepted(run.Feed, run.Night.Date)); // report
    }

    private async Task<IReadOnlyList<DatasetOutcome>> LoadAsync(FeedFile file, NightSteps steps, CancellationToken cancellationToken)
    {
        var outcomes = new FileOutcomes(file, steps.Run, warehouse);
        try
        {
            steps.Guard.RequireOrder(file);
            var delivery = await steps.Deliveries.ReceiveAsync(file, cancellationToken); // wait, receive
            outcomes.AddAlreadyAccepted(delivery.Delivery);
            await AcceptAsync(file, delivery, outcomes, steps, cancellationToken); // read, compare, guard, land, merge
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            outcomes.AddNotAccepted(fault);
        }

        return outcomes.Report(steps.Journal);
    }

    // All of a file is read and guarded before any of it is written.
    private static async Task AcceptAsync(
        FeedFile file, ArchivedDelivery delivery, FileOutcomes outcomes, NightSteps steps, CancellationToken cancellationToken)
    {
        if (outcomes.Open is not { Count: > 0 } open)
        {
            return;
        }

        try
        {
            using var night = await steps.Journal.StepAsync(
                "compare", file.Name, () => CompareAsync(file, delivery, open, steps, cancellationToken), night => (null, night.Records));
            foreach (var changes in night.ListsFirst)
            {
                await steps.Land.LandAsync(changes, night.Delivery, cancellationToken); // land
                outcomes.Add(await steps.Merge.MergeAsync(night, changes, cancellationToken)); // merge
            }
        }
        catch (Exception fault) when (fault is UnusableDeliveryException or GuardException)
        {
            steps.Deliveries.Reject(delivery, fault.Message);
            throw;
        }
    }

    private static async Task<ComparedNight> CompareAsync(
        FeedFile file, ArchivedDelivery delivery, IReadOnlySet<string> open, NightSteps steps, CancellationToken cancellationToken)
    {
        var compared = await steps.Compare.CompareAsync(file, delivery, open, cancellationToken); // read, compare
        try
        {
            var approval = await steps.Guard.RequireAsync(compared, cancellationToken); // guard
            return new ComparedNight(compared, approval, await steps.Compare.CorrectAsync(compared, cancellationToken));
        }
        catch
        {
            compared.Dispose();
            throw;
        }
    }

    private async Task<NightSteps> StepsAsync(NightRequest request, RunContext run, NightJournal journal, CancellationToken cancellationToken)
    {
        var former = new FormerFiles(run.Night, run.Accepted, await warehouse.Silver.SupersededAsync(run.Feed.Name, cancellationToken));
        return new NightSteps(
            run,
            journal,
            new NightDeliveries(run, request, sources, options, former, warehouse.Guards, journal, clock),
            new CompareStep(run, warehouse, options, journal),
            new GuardStep(run, warehouse),
            new LandStep(run, warehouse, journal),
            new MergeStep(run, warehouse, journal));
    }
}
