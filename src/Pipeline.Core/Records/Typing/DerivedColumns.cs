using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Records.Typing;

/// <summary>Makes the derived columns of a row from its other values.</summary>
/// <remarks>They are no part of history: whatever night a version is of, they are what the feed file makes of it now.</remarks>
internal sealed class DerivedColumns
{
    private readonly List<(int Column, int Source, ColumnReader Reader)> _columns;

    /// <param name="dataset">The dataset, whose columns are those of the rows.</param>
    public DerivedColumns(DatasetDefinition dataset)
    {
        var places = dataset.Columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.Ordinal);
        _columns = [.. dataset.Columns.Index()
            .Where(column => column.Item.DerivedFrom is not null)
            .Select(column => (column.Index, Source: places[column.Item.DerivedFrom!], column.Item))
            .Select(column => (column.Index, column.Source, new ColumnReader(column.Item, source: dataset.Columns[column.Source])))];
    }

    /// <summary>Makes them in place; null where the source is null, or nothing can be made of it.</summary>
    /// <returns>Whether any of them was another before.</returns>
    public bool Make(string?[] values)
    {
        var changed = false;
        foreach (var (column, source, reader) in _columns) // a source stands before what is made from it
        {
            var made = values[source] is { } text && reader.Read(text, out var message) is { } value && message is null ? value : null;
            changed |= !string.Equals(values[column], made, StringComparison.Ordinal);
            values[column] = made;
        }

        return changed;
    }

    /// <summary>Whether two definitions of a dataset make a column alike.</summary>
    /// <param name="now">The one.</param>
    /// <param name="column">Its column.</param>
    /// <param name="before">The other, which may know the column by a former name.</param>
    public static bool AreMadeAlike(DatasetDefinition now, ColumnDefinition column, DatasetDefinition before)
    {
        var former = before.FormerOf(column);
        if (former is null || column.DerivedFrom is null || former.DerivedFrom is null)
        {
            return former is not null && column.DerivedFrom is null && former.DerivedFrom is null && former.HashName == column.HashName;
        }

        return former.Type == column.Type
            && former.Zone?.Id == column.Zone?.Id
            && former.Formats.SequenceEqual(column.Formats, StringComparer.Ordinal)
            && former.Normalise.SequenceEqual(column.Normalise)
            && AreMadeAlike(now, now.Columns.First(one => one.Name == column.DerivedFrom), before)
            && IsOf(now, column.DerivedFrom, before, former.DerivedFrom);
    }

    // A column that was renamed is still the same source.
    private static bool IsOf(DatasetDefinition now, string source, DatasetDefinition before, string former) =>
        now.Columns.First(one => one.Name == source).HashName == before.Columns.First(one => one.Name == former).HashName;
}
