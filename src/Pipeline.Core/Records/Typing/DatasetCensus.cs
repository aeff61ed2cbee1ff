using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Records.Typing;

/// <summary>Counts one dataset's records, and which fields they have, while a delivery is read.</summary>
internal sealed class DatasetCensus(DatasetDefinition dataset)
{
    private const int ShownFields = 10;

    private readonly bool[] _seen = new bool[dataset.Columns.Count];
    private readonly HashSet<string> _known = KnownFields(dataset);
    private readonly List<string> _unknown = [];
    private long _records;
    private long _accepted;
    private long _skipped;
    private long _badShapes;
    private ReadRecord? _firstRejected;

    /// <summary>Whether the last line ends in a newline.</summary>
    public bool EndsInNewline { get; set; } = true;

    private long Rejected => _records - _accepted - _skipped;

    /// <summary>Counts a record and returns its number, from 1.</summary>
    public long Begin() => ++_records;

    /// <summary>Counts what became of the record that was begun last.</summary>
    public void End(ReadRecord record)
    {
        switch (record.Outcome)
        {
            case RecordOutcome.Accepted:
                _accepted++;
                break;
            case RecordOutcome.Skipped:
                _skipped++;
                break;
            default:
                _firstRejected ??= record;
                _badShapes += record.Rejection!.Reason is RejectionReason.Shape or RejectionReason.BadValue ? 1 : 0;
                break;
        }
    }

    /// <summary>Notes that a record has the field of a column.</summary>
    public void See(int column) => _seen[column] = true;

    /// <summary>Whether the feed names or drops a field; one that it does not is noted.</summary>
    public bool Knows(string field)
    {
        var isKnown = _known.Contains(field);
        if (!isKnown && _unknown.Count < ReadLimits.UnknownFields)
        {
            _known.Add(field);
            _unknown.Add(field);
        }

        return isKnown;
    }

    public DatasetShape ToShape() => new(_records, _accepted, _skipped, Rejected, MissingColumns(), [.. _unknown]) { EndsInNewline = EndsInNewline };

    /// <summary>Stops a delivery of which nothing fits (H29).</summary>
    /// <exception cref="UnusableDeliveryException">Every record was rejected; in a nested list, every one of ten or more by its shape or values.</exception>
    public void ThrowIfNothingFits(string file)
    {
        var isList = dataset.Parent is not null;
        var nothingFits = isList
            ? _badShapes == _records && _records >= ReadLimits.ChildrenOfAnotherShape
            : Rejected == _records;
        if (nothingFits && _firstRejected is { } first)
        {
            throw DeliveryFaults.NothingFits(file, first, _records, FirstDifference());
        }
    }

    // What a person would see first: the key's field is nowhere, and others are there that nobody has named.
    private string? FirstDifference()
    {
        var lost = dataset.Columns.Index().FirstOrDefault(column => column.Index >= dataset.ParentKeyColumns
            && dataset.Key.Contains(column.Item.Name) && column.Item.Path.Count > 0 && !_seen[column.Index]).Item;
        return lost is null || _unknown.Count == 0 ? null
            : $"No record has the field {string.Join(" or ", lost.Paths.Select(path => string.Join('.', path)))} that column {lost.Name} is read from; "
                + $"the records have fields that the feed file does not name: {string.Join(", ", _unknown.Take(ShownFields))}{(_unknown.Count > ShownFields ? ", …" : "")}.";
    }

    // Only an accepted record is read to its last column.
    private string[] MissingColumns() => _accepted == 0 ? [] : [.. dataset.Columns
        .Where((column, index) => index >= dataset.ParentKeyColumns && column is { DerivedFrom: null, Path.Count: > 0 } && !_seen[index])
        .Select(column => column.Name)];

    private static HashSet<string> KnownFields(DatasetDefinition dataset) => dataset.Columns
        .Skip(dataset.ParentKeyColumns)
        .Where(column => column.DerivedFrom is null)
        .SelectMany(column => column.Paths)
        .Concat(dataset.SkipWhen.Select(condition => condition.Path))
        .Concat(dataset.Drop)
        .Concat(dataset.Lists.Select(list => list.ListPath))
        .Where(path => path.Count > 0)
        .SelectMany(path => new[] { path[0], string.Join('.', path) })
        .ToHashSet(StringComparer.Ordinal);
}
