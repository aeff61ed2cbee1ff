using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Freshness;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Decides whether a run builds gold.</summary>
internal sealed class GoldDecider(RunContext run, IWarehouse warehouse, GoldLibrary library, IReadOnlyList<GoldCheck> declared)
{
    private readonly GoldLineage _lineage = new(library.Models);

    /// <param name="datasets">How the run's datasets ended.</param>
    /// <param name="freshness">Which night each table represents.</param>
    /// <param name="isForced">Whether to build also what is published already, or what an operator has rolled back.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<GoldDecision> DecideAsync(
        IReadOnlyList<DatasetOutcome> datasets, GoldFreshness freshness, bool isForced, CancellationToken cancellationToken)
    {
        if ((library.IsEmpty && declared.Count == 0) || run.Accepted.IsEmpty)
        {
            return new GoldDecision.Leave(GoldState.Untouched);
        }

        var unfinished = RebuildPlan.Unfinished(run.Feed, run.Accepted, await warehouse.Silver.SupersededAsync(run.Feed.Name, cancellationToken));
        if (unfinished.Files.Count > 0)
        {
            var fault = new RebuildUnfinishedException(run.Feed.Name, unfinished);
            return run.Mode.RebuiltFiles is null ? new GoldDecision.Refuse(fault) : new GoldDecision.Wait(fault);
        }

        if (KeptBy(datasets) is { } keeping)
        {
            var reason = $"{freshness.NightOf(new HashSet<string> { keeping }).Reason}; '{keeping}' says on_blocked: keep";
            return new GoldDecision.Leave(GoldState.Kept, _ => reason);
        }

        var generation = GoldGeneration.Of(warehouse.Traits.Name, warehouse.Sql, run.Feed, library, declared, run.Accepted);
        string? ReasonOf(string table) => freshness.NightOf(_lineage.DatasetsOf(table)).Reason;
        if (!isForced && await warehouse.Gold.PublishedAsync(run.Feed.Name, cancellationToken) == generation)
        {
            return new GoldDecision.Leave(datasets.All(dataset => dataset.Fault is not null) ? GoldState.Untouched : GoldState.UpToDate, ReasonOf);
        }

        if (!isForced && await warehouse.Ledger.WithheldAsync(run.Feed.Name, cancellationToken) == generation)
        {
            return new GoldDecision.Leave(GoldState.RolledBack, ReasonOf);
        }

        return new GoldDecision.Build(generation);
    }

    // The first file that keeps gold while it is blocked, and is blocked.
    private string? KeptBy(IReadOnlyList<DatasetOutcome> datasets) => run.Feed.Files
        .FirstOrDefault(file => file.Root.OnBlocked is OnBlocked.Keep
            && datasets.Any(outcome => outcome.State is DatasetState.NotAccepted && file.Has(outcome.Dataset)))
        ?.Name;
}
