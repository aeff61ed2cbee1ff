using Microsoft.Extensions.Logging;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.History;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Core.Nights.Steps;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Withdraws a night as if it had never been accepted, and builds gold again (H19).</summary>
/// <remarks>
/// Silver keeps no trace of it in valid time. That it was accepted, who withdrew it and why is in <c>history.superseded_nights</c>;
/// its versions are in <c>&lt;dataset&gt;__superseded</c>, and its file stays in the archive. After a crash it can be run again.
/// </remarks>
public sealed class WithdrawNight(
    FeedFolder feeds, IWarehouse warehouse, NightOptions options, TimeProvider clock, ILogger<WithdrawNight> logger)
{
    /// <summary>Withdraws the night from the datasets that are named.</summary>
    /// <exception cref="NightNotAcceptedException">No dataset that was named has accepted the night.</exception>
    /// <exception cref="PipelineException">It could not begin, or a file that it needs is not in the archive.</exception>
    public async Task<NightReport> RunAsync(WithdrawNightRequest request, INightProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var feed = feeds.Read(request.Feed);
        RequireRoot(feed, request);
        request = request with { Reason = request.Reason.Trim() };
        await using var session = await FeedSession.OpenAsync(warehouse, feed, progress, clock, logger, cancellationToken);
        await RebuildGate.RequireAsync(warehouse, feed, "Withdrawing a night", cancellationToken);
        var night = await NightAsync(feed, request, session.Accepted, cancellationToken);
        await session.PrepareAsync(cancellationToken);
        return await session.RunAsync(
            night, NightMode.Run, (run, journal, gold) => RunAsync(request, run, journal, gold, cancellationToken), cancellationToken);
    }

    private async Task<NightReport> RunAsync(
        WithdrawNightRequest request, RunContext run, NightJournal journal, NightGold gold, CancellationToken cancellationToken)
    {
        var outcomes = new List<DatasetOutcome>();
        foreach (var file in Files(run.Feed, request))
        {
            outcomes.AddRange(await WithdrawAsync(file, request, run, journal, cancellationToken)); // compare, merge
        }

        var published = await gold.PublishAsync(outcomes, isForced: false, cancellationToken); // build, check, publish
        if (run.Accepted.IsEmpty)
        {
            journal.Warn("No night of the feed is accepted any more, so there is nothing to build gold from: it is unchanged.");
        }

        var isLeft = run.Accepted.All.Any(one => one.Night.Date == request.Night);
        return await journal.ReportWithdrawalAsync(outcomes, published, isLeft ? NightState.Incomplete : NightState.Withdrawn, request.Reason);
    }

    // A withdrawal that was killed before gold was published has no dataset left to withdraw, and still has to end.
    private async Task<Night> NightAsync(
        FeedDefinition feed, WithdrawNightRequest request, AcceptedNights accepted, CancellationToken cancellationToken)
    {
        var files = Files(feed, request);
        if (files.SelectMany(file => accepted.On(request.Night, file)).FirstOrDefault() is { } one)
        {
            return one.Night;
        }

        var withdrawn = (await warehouse.Silver.SupersededAsync(feed.Name, cancellationToken))
            .FirstOrDefault(one => one.IsWithdrawn && one.Night.Date == request.Night && files.Any(file => file.Has(one.Dataset)));
        var nights = await warehouse.Ledger.NightsAsync(feed.Name, cancellationToken);
        return withdrawn is not null && nights.Any(one => one.Date == request.Night && one.State is NightState.Running)
            ? withdrawn.Night
            : throw NightNotAcceptedException.ToWithdraw(
                feed.Name, request.Dataset, request.Night, [.. files.SelectMany(file => file.Datasets).SelectMany(dataset => accepted.Of(dataset.Name))]);
    }

    // One file: lists before their parents, as they are merged.
    private async Task<IReadOnlyList<DatasetOutcome>> WithdrawAsync(
        FeedFile file, WithdrawNightRequest request, RunContext run, NightJournal journal, CancellationToken cancellationToken)
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

    private static List<FeedFile> Files(FeedDefinition feed, WithdrawNightRequest request) =>
        [.. feed.Files.Where(file => request.Dataset is null || file.Name == request.Dataset)];

    private static void RequireRoot(FeedDefinition feed, WithdrawNightRequest request)
    {
        if (request.Dataset is not { } name || feed.Datasets.Any(one => one.Name == name))
        {
            return;
        }

        var list = feed.AllDatasets.FirstOrDefault(one => one.Name == name);
        throw new RefusedException(new Fault
        {
            What = $"{(list is null ? $"Feed '{feed.Name}' has no dataset '{name}'" : $"'{name}' is a list inside the records of '{list.Parent}'")}; those with a file of their own are {string.Join(", ", feed.Datasets.Select(one => one.Name))}.",
            Why = "A night is withdrawn file by file: what is nested in a record goes with it.",
            Untouched = "Nothing was written.",
            Next = [NextStep.Run("Name one of them", "withdraw", feed.Name, "--night", Night.NameOf(request.Night), "--dataset", feed.Datasets[0].Name, "--reason", "TEXT")],
        });
    }
}

/// <summary>Which night is withdrawn, and why.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Night">The night.</param>
/// <param name="Dataset">The dataset of a file, whose lists are withdrawn with it; null for every file of the feed.</param>
/// <param name="Reason">Why, in a person's words.</param>
/// <param name="DecidedBy">Who decided it.</param>
public sealed record WithdrawNightRequest(string Feed, DateOnly Night, string? Dataset, string Reason, string DecidedBy);
