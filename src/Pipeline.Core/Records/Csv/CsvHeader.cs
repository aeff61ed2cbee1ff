using System.Text.Unicode;
using CsvHelper;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Records.Csv;

/// <summary>The header of a CSV file, found to hold every column that the feed file names, once.</summary>
internal sealed class CsvHeader
{
    /// <summary>The place of a column that the file lacks.</summary>
    public const int Nowhere = -1;

    private readonly Dictionary<string, int> _fields = new(StringComparer.Ordinal);

    /// <summary>Takes the record that the reader stands on for the header; blanks around a name mean nothing.</summary>
    /// <exception cref="UnusableDeliveryException">It is not UTF-8, has too many columns, or not the feed's.</exception>
    public CsvHeader(CsvReader reader, DatasetDefinition dataset, string file)
    {
        if (!Utf8.IsValid(reader.RawRecord))
        {
            throw DeliveryFaults.HeaderNotUtf8(file);
        }

        Names = [.. Enumerable.Range(0, reader.FieldCount).Select(field => reader.GetString(field).Trim())];
        var columns = dataset.Columns.Where(column => column.DerivedFrom is null).ToList();
        var skips = dataset.SkipWhen.Select(condition => NameOf(condition.Path)).ToList();
        var needed = columns.SelectMany(column => column.Paths.Select(NameOf)).Concat(skips).ToHashSet(StringComparer.Ordinal);
        for (var field = 0; field < Names.Count; field++)
        {
            if (!_fields.TryAdd(Names[field], field) && needed.Contains(Names[field]))
            {
                throw DeliveryFaults.TwiceInHeader(file, Names[field]);
            }
        }

        var mayBeMissing = dataset.OnMissingColumn is not OnMissingColumn.Stop; // a key never may
        var missing = columns
            .Where(column => Find(column) == Nowhere && (!mayBeMissing || dataset.Key.Contains(column.Name)))
            .Select(column => string.Join(" or ", column.Paths.Select(NameOf)))
            .Concat(skips.Where(name => !_fields.ContainsKey(name)))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw DeliveryFaults.MissingInHeader(file, missing, Names);
        }
    }

    /// <summary>The names of all fields, in the file's order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The place of a field in the file.</summary>
    public int this[IReadOnlyList<string> path] => _fields[NameOf(path)];

    /// <summary>The place of the first of a column's fields that the file has, or <see cref="Nowhere"/>.</summary>
    public int Find(ColumnDefinition column)
    {
        foreach (var path in column.Paths)
        {
            if (_fields.TryGetValue(NameOf(path), out var field))
            {
                return field;
            }
        }

        return Nowhere;
    }

    /// <summary>A CSV field's name may hold dots, which a feed file takes for a path.</summary>
    public static string NameOf(IReadOnlyList<string> path) => string.Join('.', path);
}
