using Pipeline.Core.Comparing;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Lands what changed in bronze and what was rejected in quarantine.</summary>
internal sealed class LandStep(RunContext run, IWarehouse warehouse, NightJournal journal)
{
    public Task LandAsync(DatasetChanges changes, Delivery delivery, CancellationToken cancellationToken) =>
        journal.StepAsync("land", changes.Dataset.Name, async () =>
        {
            var arrival = run.Arrival(changes.Dataset, delivery);
            await warehouse.Ledger.AddDeliveryAsync(arrival, changes.Shape.UnknownFields, cancellationToken);
            await NoteColumnsAsync(arrival, changes, cancellationToken);
            await warehouse.History.LandAsync(arrival, changes, cancellationToken);
        });

    // Columns that are missing since this night, and columns that have another name than before.
    private async Task NoteColumnsAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var missing = run.Accepted.Before(run.Night.Date, changes.Dataset.Name) is [.., var before]
            ? changes.Shape.MissingColumns.Except(before.MissingColumns).ToList()
            : [];
        await warehouse.Ledger.AddSchemaChangesAsync(arrival, "missing field", missing, cancellationToken);
        foreach (var column in changes.Dataset.Columns.Where(column => column.Was.Count > 0))
        {
            await warehouse.Ledger.AddSchemaChangesAsync(arrival, $"renamed from {column.Was[^1]}", [column.Name], cancellationToken);
        }
    }
}
