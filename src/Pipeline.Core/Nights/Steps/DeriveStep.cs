using Pipeline.Core.Migration;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Derives columns of stored versions again where the feed file has changed how they are derived.</summary>
internal sealed class DeriveStep(RunContext run, IWarehouse warehouse, NightJournal journal)
{
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var refresh = new DerivedRefresh(warehouse, run.Feed, run.Accepted);
        foreach (var dataset in await refresh.NeededAsync(cancellationToken))
        {
            await journal.StepAsync(
                "derive", dataset.Name, () => refresh.RunAsync(dataset, run.RunStamp(), cancellationToken), versions => (null, versions));
        }
    }
}
