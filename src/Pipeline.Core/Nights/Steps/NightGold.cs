using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Faults;
using Pipeline.Core.Gold.Checks;
using Pipeline.Core.Gold.Freshness;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Publishes a feed's gold as of what is accepted, or leaves it unchanged and lets it say why.</summary>
internal sealed class NightGold(
    RunContext run, IWarehouse warehouse, GoldLibrary library, GoldNotice notice, NightJournal journal, TimeProvider clock, ILogger logger)
{
    private readonly IReadOnlyList<GoldCheck> _declared = DeclaredChecks.Of(run.Feed, warehouse.Sql);

    /// <param name="datasets">How the run's datasets ended; none where gold is published on request.</param>
    /// <param name="isForced">Whether to build also what is published already, or what an operator has rolled back.</param>
    /// <param name="cancellationToken">Stops before publishing, never within it.</param>
    public async Task<GoldOutcome> PublishAsync(IReadOnlyList<DatasetOutcome> datasets, bool isForced, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var faults = datasets.Where(outcome => outcome.Fault is not null).ToDictionary(outcome => outcome.Dataset, outcome => outcome.Fault!.Summary);
        var freshness = new GoldFreshness(run.Feed, run.Night.Date, run.Accepted, faults);
        switch (await new GoldDecider(run, warehouse, library, _declared).DecideAsync(datasets, freshness, isForced, cancellationToken))
        {
            case GoldDecision.Build build:
                return await BuildAsync(new GoldBuildRun(run, warehouse, library, _declared, freshness, journal), build.Generation, now, datasets.Count > 0, cancellationToken);
            case GoldDecision.Refuse refusal:
                return await KeepAsync(refusal.Fault);
            case GoldDecision.Wait wait:
                await notice.SayWhyAsync(wait.Fault);
                return GoldOutcome.Of(GoldState.Rebuilding) with { NightsToGo = wait.Fault.NightsToGo };
            case GoldDecision.Leave { ReasonOf: { } reasonOf } leave:
                await notice.WriteAsync(reasonOf, cancellationToken);
                return GoldOutcome.Of(leave.State);
            case GoldDecision.Leave leave:
                return GoldOutcome.Of(leave.State);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Leaves gold unchanged and lets it say why.</summary>
    public async Task<GoldOutcome> KeepAsync(PipelineException fault)
    {
        logger.GoldNotPublished(run.Feed.Name, run.Night.Name, fault.Message);
        await notice.SayWhyAsync(fault);
        return GoldOutcome.Of(GoldState.NotPublished, fault);
    }

    private async Task<GoldOutcome> BuildAsync(
        GoldBuildRun build, string generation, DateTimeOffset now, bool isOfRun, CancellationToken cancellationToken)
    {
        var attempt = new GoldAttempt(run.Feed.Name, run.Night, run.Accepted.Newest!.Value, HasModels: !library.IsEmpty);
        try
        {
            var outcome = await build.RunAsync(attempt, generation, now, isOfRun, cancellationToken);
            if (outcome.State is GoldState.Published)
            {
                logger.GoldPublished(run.Feed.Name, run.Night.Name, outcome.Models.Count);
            }

            return outcome;
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            return await KeepAsync(cause as PipelineException ?? new GoldFailedException(attempt, cause));
        }
    }
}
