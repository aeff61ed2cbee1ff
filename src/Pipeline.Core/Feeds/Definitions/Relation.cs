namespace Pipeline.Core.Feeds.Definitions;

/// <summary>Finds what <c>to: authors.name</c> of a check means; both names may hold dots.</summary>
public static class Relation
{
    /// <param name="datasets">Every dataset of the feed, lists among them.</param>
    /// <param name="to">The text.</param>
    /// <returns>The dataset and its column, or null where there is none.</returns>
    public static (DatasetDefinition Dataset, ColumnDefinition Column)? Find(IEnumerable<DatasetDefinition> datasets, string to)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        foreach (var dataset in datasets)
        {
            if (dataset.Columns.FirstOrDefault(column => $"{dataset.Name}.{column.Name}" == to) is { } column)
            {
                return (dataset, column);
            }
        }

        return null;
    }
}
