using Pipeline.Core.Feeds;
using Pipeline.Core.Verification;

namespace Pipeline.Core.Migration;

/// <summary>The columns that a dataset's table still has and its feed file no longer names.</summary>
internal static class RemovedColumns
{
    /// <summary>A dataset and its lists, each with what was removed from it: versions of then are copied and told again with all that they have.</summary>
    public static async Task<DatasetDefinition> OfAsync(IAudit audit, string feed, DatasetDefinition dataset, CancellationToken cancellationToken) =>
        Of(await audit.TablesAsync(feed, cancellationToken), dataset);

    /// <summary>The same, where the feed's tables are known already.</summary>
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
