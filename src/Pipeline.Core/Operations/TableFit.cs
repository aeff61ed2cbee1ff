using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Refuses to read a dataset under names that its table does not have yet: a night or a migration makes columns, not a reader.</summary>
internal static class TableFit
{
    /// <exception cref="RefusedException">The table lacks columns that the feed file names.</exception>
    public static async Task RequireAsync(IWarehouse warehouse, string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        var table = (await warehouse.Audit.TablesAsync(feed, cancellationToken)).FirstOrDefault(one => one.Dataset == dataset.Name);
        var missing = table is null ? [] : dataset.Columns.Where(column => table.IndexOf(column.Name) < 0).Select(column => column.Name).ToList();
        if (missing.Count > 0)
        {
            throw new RefusedException(new Fault
            {
                What = FormattableString.Invariant(
                    $"The feed file of '{feed}' names {missing.Count} column(s) that silver.{dataset.Name} does not have yet: {string.Join(", ", missing)}."),
                Why = "They are made by the next night or by a migration; until then nothing can be read under these names.",
                Untouched = "Nothing was written.",
                Next = [NextStep.Run("See what the change means, then carry it out", "migrate", feed, "--dry-run")],
            });
        }
    }
}
