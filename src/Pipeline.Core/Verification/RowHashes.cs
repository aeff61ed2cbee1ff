using Pipeline.Core.Feeds;
using Pipeline.Core.Records;

namespace Pipeline.Core.Verification;

/// <summary>The hashes of a row under one definition, from values that are looked up by column.</summary>
internal sealed class RowHashes
{
    private readonly int[] _places;
    private readonly RecordHasher _key;
    private readonly RecordHasher _row;
    private readonly RecordHasher? _untracked;
    private readonly RecordHasher _derived;
    private readonly RecordHasher _derivedUntracked;
    private readonly string?[] _values;

    /// <param name="dataset">The definition.</param>
    /// <param name="placeOf">Where a column's value stands in the rows that will be hashed; negative where they have none.</param>
    public RowHashes(DatasetDefinition dataset, Func<ColumnDefinition, int> placeOf)
    {
        Dataset = dataset;
        var columns = dataset.Columns;
        _places = [.. columns.Select(placeOf)];
        _values = new string?[columns.Count];
        var read = Where(column => column.DerivedFrom is null).ToList();
        var untracked = read.Where(index => !columns[index].Tracked && !dataset.Key.Contains(columns[index].Name)).ToList();
        _key = Hasher([.. dataset.Key.Select(name => columns.Index().First(column => column.Item.Name == name).Index)]);
        _row = Hasher([.. read.Except(untracked)]);
        _untracked = untracked.Count == 0 ? null : Hasher(untracked);
        var derived = Where(column => column.DerivedFrom is not null).ToList();
        var refreshed = derived.Where(index => untracked.Contains(RootOf(index))).ToList();
        _derived = Hasher([.. derived.Except(refreshed)]);
        _derivedUntracked = Hasher(refreshed);
    }

    /// <summary>The definition.</summary>
    public DatasetDefinition Dataset { get; }

    public Hash128 Key(IReadOnlyList<string?> row) => _key.Hash(Fill(row));

    public Hash128 Row(IReadOnlyList<string?> row) => _row.Hash(Fill(row));

    public Hash128? Untracked(IReadOnlyList<string?> row) => _untracked?.Hash(Fill(row));

    /// <summary>The hash of what is derived from tracked columns: no engine stores it.</summary>
    public Hash128 Derived(IReadOnlyList<string?> row) => _derived.Hash(Fill(row));

    /// <summary>The hash of what is derived from untracked columns, and refreshed with them.</summary>
    public Hash128 DerivedUntracked(IReadOnlyList<string?> row) => _derivedUntracked.Hash(Fill(row));

    private int RootOf(int index)
    {
        while (Dataset.Columns[index].DerivedFrom is { } source)
        {
            index = Dataset.Columns.Index().First(column => column.Item.Name == source).Index;
        }

        return index;
    }

    private IEnumerable<int> Where(Func<ColumnDefinition, bool> condition) =>
        Dataset.Columns.Index().Where(column => condition(column.Item)).Select(column => column.Index);

    private RecordHasher Hasher(IReadOnlyList<int> columns) => new(columns.Select(index => (index, Dataset.Columns[index].Name)));

    private string?[] Fill(IReadOnlyList<string?> row)
    {
        for (var column = 0; column < _values.Length; column++)
        {
            _values[column] = _places[column] < 0 ? null : row[_places[column]];
        }

        return _values;
    }
}
