using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights;

/// <summary>Holds every dataset's newest night against the database's own counts, stores both, and tells whether gold may be published (H34).</summary>
internal sealed class NightReconciliation(RunContext run, IWarehouse warehouse)
{
    /// <param name="datasets">What became of the night's datasets.</param>
    /// <param name="cancellationToken">Stops between two datasets.</param>
    /// <returns>Why gold must not be published, or null.</returns>
    public async Task<ReconciliationException?> FindAsync(IReadOnlyList<DatasetOutcome> datasets, CancellationToken cancellationToken)
    {
        var accepted = await warehouse.AcceptedAsync(run.Feed.Name, cancellationToken);
        ReconciliationException? first = null;
        // What is only tried stands in a twin that holds no bronze of earlier runs: there, only what this run landed can be counted.
        foreach (var outcome in datasets.Where(outcome =>
            outcome.Accepted is not null && !(run.Request.IsPlan && outcome.State is DatasetState.AlreadyAccepted)))
        {
            var newest = accepted.Where(night => night.Dataset == outcome.Dataset).MaxBy(night => night.Night.Date);
            if (newest?.Night.Date == run.Night.Date)
            {
                var counts = await ReconcileAsync(newest, cancellationToken);
                first ??= counts.Holds ? null : ReconciliationException.DatabaseDiffers(run.Feed.Name, counts);
            }
        }

        return first;
    }

    private async Task<Reconciled> ReconcileAsync(AcceptedNight night, CancellationToken cancellationToken)
    {
        var counts = await warehouse.Audit.CountAsync(night, cancellationToken);
        await warehouse.Audit.RecordAsync(run.RunId, run.Feed.Name, counts, cancellationToken);
        return counts;
    }
}
