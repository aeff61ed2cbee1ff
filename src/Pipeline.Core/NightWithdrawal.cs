using Microsoft.Extensions.Logging;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.History;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core;

/// <summary>Takes a night back as if it had never been accepted, and rebuilds gold (H19).</summary>
/// <remarks>
/// Silver keeps no trace of it in valid time. That it was accepted, who took it back and why is in <c>silver.superseded_nights</c>;
/// its versions are in <c>&lt;dataset&gt;__superseded</c>, and its file stays in the archive. Can be taken up again after a crash.
/// </remarks>
/// <param name="warehouse">Where the night is.</param>
/// <param name="options">Folders and limits of this installation.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class NightWithdrawal(IWarehouse warehouse, NightOptions options, TimeProvider clock, ILogger<NightWithdrawal> logger)
{
    /// <exception cref="NightNotAcceptedException">No dataset that was named has accepted the night.</exception>
    /// <exception cref="PipelineException">It could not begin, or what it needs is not there.</exception>
    public async Task<NightReport> RunAsync(WithdrawalRequest request, INightProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var feed = request.Feed;
        var library = GoldLibrary.Read(feed, warehouse.Traits.Name);
        var night = await NightAsync(request, cancellationToken);
        await warehouse.ReadyAsync(cancellationToken);
        await using var lease = await warehouse.LeaseAsync(feed.Name, cancellationToken);
        foreach (var dataset in feed.AllDatasets)
        {
            await warehouse.PrepareAsync(feed.Name, dataset, cancellationToken);
        }

        var run = new RunContext(
            Guid.CreateVersion7(clock.GetUtcNow()),
            new NightRequest(feed, request.Night, IsLatest: false, new HashSet<string>()),
            night,
            clock.GetUtcNow(),
            lease);
        var journal = new NightJournal(run, warehouse.Ledger, progress, clock, logger);
        var gold = new NightGold(run, warehouse, library, journal, logger);
        await journal.BeginAsync(cancellationToken);
        try
        {
            var outcomes = new List<DatasetOutcome>();
            foreach (var file in request.Files)
            {
                outcomes.AddRange(await WithdrawAsync(run, file, request, journal, cancellationToken));
            }

            var published = await gold.PublishAsync(outcomes, clock.GetUtcNow(), isForced: false, cancellationToken);
            var left = await warehouse.AcceptedAsync(feed.Name, cancellationToken);
            if (left.Count == 0)
            {
                journal.Warn("No night of the feed is accepted any more, so there is nothing to build gold from: it is as it was.");
            }

            return await journal.ReportWithdrawalAsync(
                outcomes, published, left.Any(one => one.Night.Date == request.Night) ? NightState.Incomplete : NightState.Withdrawn, request.Reason);
        }
        catch (Exception fault)
        {
            await journal.BreakOffAsync(fault);
            await gold.SayWhyAsync(fault);
            throw;
        }
    }

    // A withdrawal that was killed before gold was published has nothing left to take back, and still has to end.
    private async Task<Night> NightAsync(WithdrawalRequest request, CancellationToken cancellationToken)
    {
        var names = request.Files.SelectMany(file => file.Datasets).Select(part => part.Name).ToHashSet();
        var accepted = (await warehouse.AcceptedAsync(request.Feed.Name, cancellationToken)).Where(one => names.Contains(one.Dataset)).ToList();
        if (accepted.FirstOrDefault(one => one.Night.Date == request.Night) is { } standing)
        {
            return standing.Night;
        }

        var withdrawn = (await warehouse.SupersededAsync(request.Feed.Name, cancellationToken))
            .FirstOrDefault(one => one.IsWithdrawn && one.Night.Date == request.Night && names.Contains(one.Dataset));
        var nights = await warehouse.Ledger.NightsAsync(request.Feed.Name, cancellationToken);
        return withdrawn is not null && nights.Any(one => one.Date == request.Night && one.State is NightState.Running)
            ? withdrawn.Night
            : throw NightNotAcceptedException.ToWithdraw(request, accepted);
    }

    // One file: lists first, as they are merged, so that one that was killed in between still sees what their parents were.
    private async Task<IReadOnlyList<DatasetOutcome>> WithdrawAsync(
        RunContext run, FeedFile file, WithdrawalRequest request, NightJournal journal, CancellationToken cancellationToken)
    {
        var accepted = await warehouse.AcceptedAsync(run.Feed.Name, cancellationToken);
        var table = await TableShape.OfAsync(warehouse.Audit, run.Feed.Name, file, cancellationToken);
        using var placement = new NightCorrection(run.Feed, table, run.Night, accepted, warehouse, options.Archive, options.WorkFolder);
        var rewrites = await journal.StepAsync(
            "compare", file.Name, () => placement.PlanAsync(null, null, run.RunId, cancellationToken), planned => (null, planned.Sum(one => one.TakenBack)));
        var outcomes = new List<DatasetOutcome>();
        foreach (var rewrite in rewrites.Reverse().Where(one => one.Former is not null))
        {
            await journal.StepAsync<object?>("merge", rewrite.Dataset.Name, async () =>
            {
                await warehouse.CorrectAsync(run.RunStamp(request.Reason, request.DecidedBy), rewrite, cancellationToken);
                return null;
            });
            outcomes.Insert(0, new DatasetOutcome(rewrite.Dataset.Name, DatasetState.Withdrawn, null, null) { Rewritten = CorrectedHistory.Of(rewrite) });
        }

        return outcomes;
    }
}
