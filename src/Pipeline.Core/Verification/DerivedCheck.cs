using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Verification;

/// <summary>Whether the derived columns of a stored row are what a definition makes of the row's other values.</summary>
internal sealed class DerivedCheck
{
    private readonly DerivedColumns _derived;
    private readonly int[] _places;

    /// <param name="table">The table as it is.</param>
    /// <param name="definition">The definition; what it names and the table lacks is not checked.</param>
    public DerivedCheck(StoredTable table, DatasetDefinition definition)
    {
        var there = definition.Columns.Where(column => table.IndexOf(column.Name) >= 0).ToList();
        there.RemoveAll(column => column.DerivedFrom is { } source && there.TrueForAll(one => one.Name != source));
        _derived = new DerivedColumns(definition with { Columns = there });
        _places = [.. there.Select(column => table.IndexOf(column.Name))];
    }

    /// <summary>The row as the definition makes it; null where it is so already.</summary>
    public IReadOnlyList<string?>? Correct(IReadOnlyList<string?> row)
    {
        string?[] values = [.. _places.Select(place => row[place])];
        if (!_derived.Make(values))
        {
            return null;
        }

        string?[] correct = [.. row];
        foreach (var (index, place) in _places.Index())
        {
            correct[place] = values[index];
        }

        return correct;
    }
}
