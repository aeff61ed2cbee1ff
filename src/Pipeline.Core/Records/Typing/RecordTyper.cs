using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Records.Typing;

/// <summary>From the fields of a record to canonical values and hashes, or to the reason why not.</summary>
internal sealed class RecordTyper
{
    private readonly DatasetDefinition _dataset;
    private readonly Rejections _rejections;
    private readonly CarriedColumns.Columns? _held;
    private readonly ColumnReader[] _readers;
    private readonly int[] _sources; // the column that a derived one is made from, or -1
    private readonly int[] _ownKeys;
    private readonly int[] _others;
    private readonly RecordHasher _key;
    private readonly RecordHasher? _row; // null where the key is all there is: one hash is both
    private readonly RecordHasher? _untracked;

    /// <param name="dataset">The dataset.</param>
    /// <param name="rejections">Its reasons.</param>
    /// <param name="held">The columns that keep what is known, because the whole file lacks them; null where none does.</param>
    public RecordTyper(DatasetDefinition dataset, Rejections rejections, CarriedColumns.Columns? held = null)
    {
        (_dataset, _rejections, _held) = (dataset, rejections, held);
        var columns = dataset.Columns;
        _sources = [.. columns.Select(column => column.DerivedFrom is null ? -1 : IndexOf(column.DerivedFrom))];
        _readers = [.. columns.Select((column, index) =>
            new ColumnReader(column, dataset.Key.Contains(column.Name), _sources[index] < 0 ? null : columns[_sources[index]]))];
        KeyColumns = [.. dataset.Key.Select(IndexOf)];
        if (KeyColumns.Any(index => _sources[index] >= 0))
        {
            throw new ArgumentException($"Dataset {dataset.Name} has a derived column in its key; derived columns take no part in hashes.", nameof(dataset));
        }

        var fromFile = Enumerable.Range(0, columns.Count).Where(index => _sources[index] < 0).ToList();
        var untracked = fromFile.Where(index => !columns[index].Tracked && !KeyColumns.Contains(index)).ToList();
        _ownKeys = [.. KeyColumns.Where(index => index >= dataset.ParentKeyColumns)];
        _others = [.. Enumerable.Range(dataset.ParentKeyColumns, columns.Count - dataset.ParentKeyColumns).Except(KeyColumns)];
        _key = Hasher(KeyColumns);
        var tracked = fromFile.Except(untracked).ToHashSet();
        _row = tracked.SetEquals(KeyColumns) ? null : Hasher(tracked);
        _untracked = untracked.Count == 0 ? null : Hasher(untracked);
    }

    /// <summary>Where the key columns stand among the dataset's, in the key's order.</summary>
    public IReadOnlyList<int> KeyColumns { get; }

    /// <summary>Reads a record.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="parentKey">The canonical key of its parent; empty for a root record.</param>
    public TypedRecord Type(IFieldSource fields, ReadOnlySpan<string?> parentKey)
    {
        var values = new string?[_readers.Length];
        parentKey.CopyTo(values);
        foreach (var column in _ownKeys)
        {
            if (ReadKey(fields.Read(column), column, values) is { } rejection)
            {
                return TypedRecord.Rejected(rejection);
            }
        }

        var key = _key.Hash(values);
        foreach (var column in _others)
        {
            if (_held is not null && _held.Holds(column))
            {
                values[column] = _held.ValueOf(key, column);
            }
            else if (ReadOther(fields, column, values) is { } rejection)
            {
                return TypedRecord.Rejected(rejection, key);
            }
        }

        return new TypedRecord(RecordOutcome.Accepted, values, key, _row?.Hash(values) ?? key, _untracked?.Hash(values), null);
    }

    private Rejection? ReadKey(in FieldValue field, int column, string?[] values)
    {
        var reader = _readers[column];
        values[column] = reader.Read(field, out var message);
        return message is not null ? _rejections.BadKey(reader.Name, field.Text, message)
            : string.IsNullOrWhiteSpace(values[column]) ? _rejections.NoKey(reader.Name, values[column])
            : null;
    }

    private Rejection? ReadOther(IFieldSource fields, int column, string?[] values)
    {
        var reader = _readers[column];
        var field = _sources[column] < 0 ? fields.Read(column)
            : values[_sources[column]] is { } source ? FieldValue.Of(source)
            : FieldValue.Null;
        values[column] = reader.Read(field, out var message);
        return message is not null && _dataset.OnBadValue is not OnBadValue.Null ? Rejections.BadValue(reader.Name, field.Text, message)
            : values[column] is null && _dataset.Columns[column].Required ? Rejections.Required(reader.Name)
            : null;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < _dataset.Columns.Count; i++)
        {
            if (_dataset.Columns[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"Dataset {_dataset.Name} names a column {name} that it does not have.");
    }

    private RecordHasher Hasher(IEnumerable<int> columns) => new(columns.Select(index => (index, _dataset.Columns[index].HashName)));
}
