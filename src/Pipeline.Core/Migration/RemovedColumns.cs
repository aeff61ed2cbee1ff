using Pipeline.Core.Feeds;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;

namespace Pipeline.Core.Migration;

/// <summary>The columns that a dataset's table still has and its feed file no longer names.</summary>
internal static class RemovedColumns
{
    /// <summary>A dataset and its lists, each with what was removed from it: versions of then are copied and told again with all that they have.</summary>
    /// <param name="audit">The warehouse.</param>
    /// <param name="feed">The feed as it is declared now.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="accepted">What the feed has accepted: it tells what a column was called before it was removed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<DatasetDefinition> OfAsync(
        IAudit audit, FeedDefinition feed, DatasetDefinition dataset, IReadOnlyList<AcceptedNight> accepted, CancellationToken cancellationToken)
    {
        var tables = await audit.TablesAsync(feed.Name, cancellationToken);
        var shaped = Of(tables, dataset);
        if (shaped.WithLists.All(part => part.Removed.Count == 0))
        {
            return shaped;
        }

        var definitions = new ReadDefinitions(audit, feed);
        foreach (var night in accepted)
        {
            await definitions.OfAsync(night, cancellationToken);
        }

        return Renamed(shaped);

        DatasetDefinition Renamed(DatasetDefinition part)
        {
            var table = tables.FirstOrDefault(one => one.Dataset == part.Name);
            var names = table is null ? null : new ColumnNames(table, accepted.Where(night => night.Dataset == part.Name), definitions, part);
            return part with
            {
                Removed = [.. part.Removed.Select(column => column with { Was = names?.FormerOf(column.Name) ?? [] })],
                Lists = [.. part.Lists.Select(Renamed)],
            };
        }
    }

    /// <summary>The same, where the feed's tables are known already, and what the columns were called before does not matter.</summary>
    public static DatasetDefinition Of(IReadOnlyList<StoredTable> tables, DatasetDefinition dataset) => dataset with
    {
        Removed =
        [
            .. tables.Where(table => table.Dataset == dataset.Name)
                .SelectMany(table => table.Columns)
                .Where(column => column.Role == ColumnRole.Removed && dataset.Columns.All(one => one.Name != column.Name))
                .Select(column => new ColumnDefinition { Name = column.Name, Path = [column.Name], Type = column.Type }),
        ],
        Lists = [.. dataset.Lists.Select(list => Of(tables, list))],
    };
}
