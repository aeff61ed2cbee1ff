using System.Text.Unicode;
using CsvHelper;
using Pipeline.Core.Feeds;

namespace Pipeline.Core.Records;

/// <summary>The header of a CSV file, found to hold every column that the feed file names, once.</summary>
internal sealed class CsvHeader
{
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
        Columns = [.. dataset.Columns.Where(column => column.DerivedFrom is null).Select(column => NameOf(column.Path))];
        var needed = Columns.Concat(dataset.SkipWhen.Select(condition => NameOf(condition.Path))).ToHashSet(StringComparer.Ordinal);
        for (var field = 0; field < Names.Count; field++)
        {
            if (!_fields.TryAdd(Names[field], field) && needed.Contains(Names[field]))
            {
                throw DeliveryFaults.TwiceInHeader(file, Names[field]);
            }
        }

        if (needed.Where(name => !_fields.ContainsKey(name)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
        {
            throw DeliveryFaults.MissingInHeader(file, missing, Names);
        }
    }

    /// <summary>The names of all fields, in the file's order.</summary>
    public IReadOnlyList<string> Names { get; }

    private IReadOnlyList<string> Columns { get; }

    /// <summary>The place of a field in the file.</summary>
    public int this[IReadOnlyList<string> path] => _fields[NameOf(path)];

    /// <summary>A CSV field's name may hold dots, which a feed file takes for a path.</summary>
    public static string NameOf(IReadOnlyList<string> path) => string.Join('.', path);
}
