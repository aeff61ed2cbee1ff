using Microsoft.Extensions.Logging;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Core.Nights.Steps;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core;

/// <summary>Withdraws a night as if it had never been accepted, and builds gold again (H19).</summary>
/// <remarks>
/// Silver keeps no trace of it in valid time. That it was accepted, who withdrew it and why is in <c>history.superseded_nights</c>;
/// its versions are in <c>&lt;dataset&gt;__superseded</c>, and its file stays in the archive. After a crash it can be run again.
/// </remarks>
/// <param name="warehouse">The warehouse that has the night.</param>
/// <param name="options">Folders and limits of this installation.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class NightWithdrawal(IWarehouse warehouse, NightOptions options, TimeProvider clock, ILogger<NightWithdrawal> logger)
{
    /// <exception cref="NightNotAcceptedException">No dataset that was named has accepted the night.</exception>
    /// <exception cref="PipelineException">It could not begin, or a file that it needs is not in the archive.</exception>
    public async Task<NightReport> RunAsync(WithdrawalRequest request, INightProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var session = await FeedSession.OpenAsync(warehouse, request.Feed, progress, clock, logger, cancellationToken);
        var night = await NightAsync(request, session.Accepted, cancellationToken);
        await session.PrepareAsync(cancellationToken);
        return await session.RunAsync(
            night, NightMode.Run, (run, journal, gold) => RunAsync(request, run, journal, gold, cancellationToken), cancellationToken);
    }

    private async Task<NightReport> RunAsync(
        WithdrawalRequest request, RunContext run, NightJournal journal, NightGold gold, CancellationToken cancellationToken)
    {
        var outcomes = new List<DatasetOutcome>();
        foreach (var file in request.Files)
        {
            outcomes.AddRange(await WithdrawAsync(file, request, run, journal, cancellationToken)); // compare, merge
        }

        var published = await gold.PublishAsync(outcomes, isForced: false, cancellationToken); // build, check, publish
        if (run.Accepted.IsEmpty)
        {
            journal.Warn("No night of the feed is accepted any more, so there is nothing to build gold from: it is as it was.");
        }

        var isLeft = run.Accepted.All.Any(one => one.Night.Date == request.Night);
        return await journal.ReportWithdrawalAsync(outcomes, published, isLeft ? NightState.Incomplete : NightState.Withdrawn, request.Reason);
    }

    // A withdrawal that was killed before gold was published has no dataset left to withdraw, and still has to end.
    private async Task<Night> NightAsync(WithdrawalRequest request, AcceptedNights accepted, CancellationToken cancellationToken)
    {
        if (request.Files.SelectMany(file => accepted.On(request.Night, file)).FirstOrDefault() is { } one)
        {
            return one.Night;
        }

        var withdrawn = (await warehouse.Silver.SupersededAsync(request.Feed.Name, cancellationToken))
            .FirstOrDefault(one => one.IsWithdrawn && one.Night.Date == request.Night && request.Files.Any(file => file.Has(one.Dataset)));
        var nights = await warehouse.Ledger.NightsAsync(request.Feed.Name, cancellationToken);
        return withdrawn is not null && nights.Any(one => one.Date == request.Night && one.State is NightState.Running)
            ? withdrawn.Night
            : throw NightNotAcceptedException.ToWithdraw(
                request, [.. request.Files.SelectMany(file => file.Datasets).SelectMany(dataset => accepted.Of(dataset.Name))]);
    }

    // One file: lists before their parents, as they are merged.
    private async Task<IReadOnlyList<DatasetOutcome>> WithdrawAsync(
        FeedFile file, WithdrawalRequest request, RunContext run, NightJournal journal, CancellationToken cancellationToken)
    {
        var table = await TableShape.OfAsync(warehouse.Audit, run.Feed.Name, file, cancellationToken);
        using var correction = new NightCorrection(run.Feed, table, run.Night, run.Accepted, warehouse.Silver, options.Archive, options.WorkFolder);
        var corrections = await journal.StepAsync(
            "compare", file.Name, () => correction.PlanAsync(null, null, run.RunStamp(), cancellationToken), planned => (null, planned.Sum(one => one.Superseded)));
        var merge = new MergeStep(run, warehouse, journal);
        var outcomes = new List<DatasetOutcome>();
        foreach (var part in corrections.Reverse().Where(part => part.Former is not null))
        {
            outcomes.Add(await merge.WithdrawAsync(part, run.RunStamp(request.Reason, request.DecidedBy), cancellationToken));
        }

        outcomes.Reverse();
        return outcomes;
    }
}
