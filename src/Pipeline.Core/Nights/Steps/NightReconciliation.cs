using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Compares the counts of every dataset's newest night with the database's own counts, and stores both (H34).</summary>
internal sealed class NightReconciliation(RunContext run, IAudit audit)
{
    /// <param name="datasets">How the night's datasets ended.</param>
    /// <param name="cancellationToken">Stops between two datasets.</param>
    /// <returns>Why gold must not be published; null where the counts agree.</returns>
    public async Task<ReconciliationException?> FindAsync(IReadOnlyList<DatasetOutcome> datasets, CancellationToken cancellationToken)
    {
        ReconciliationException? first = null;
        // The copy of a dry run has no bronze of earlier runs: there, only what this run landed can be counted.
        foreach (var outcome in datasets.Where(outcome =>
            outcome.Accepted is not null && !(run.Mode.IsDryRun && outcome.State is DatasetState.AlreadyAccepted)))
        {
            if (run.Accepted.LastOf(outcome.Dataset) is { } newest && newest.Night.Date == run.Night.Date)
            {
                var counts = await ReconcileAsync(newest, cancellationToken);
                first ??= counts.Holds ? null : ReconciliationException.DatabaseDiffers(run.Feed.Name, counts);
            }
        }

        return first;
    }

    private async Task<Reconciled> ReconcileAsync(AcceptedNight night, CancellationToken cancellationToken)
    {
        var counts = await audit.CountAsync(night, cancellationToken);
        await audit.RecordAsync(run.RunId, run.Feed.Name, counts, cancellationToken);
        return counts;
    }
}
