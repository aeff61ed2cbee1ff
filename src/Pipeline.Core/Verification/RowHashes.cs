using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Verification;

/// <summary>The hashes of a row under one definition, from values that are looked up by column.</summary>
internal sealed class RowHashes
{
    private readonly int[] _places;
    private readonly RecordHasher _key;
    private readonly RecordHasher _row;
    private readonly RecordHasher? _untracked;
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
    }

    /// <summary>The definition.</summary>
    public DatasetDefinition Dataset { get; }

    public Hash128 Key(IReadOnlyList<string?> row) => _key.Hash(Fill(row));

    public Hash128 Row(IReadOnlyList<string?> row) => _row.Hash(Fill(row));

    public Hash128? Untracked(IReadOnlyList<string?> row) => _untracked?.Hash(Fill(row));

    private IEnumerable<int> Where(Func<ColumnDefinition, bool> condition) =>
        Dataset.Columns.Index().Where(column => condition(column.Item)).Select(column => column.Index);

    private RecordHasher Hasher(IReadOnlyList<int> columns) => new(columns.Select(index => (index, Dataset.Columns[index].HashName)));

    private string?[] Fill(IReadOnlyList<string?> row)
    {
        for (var column = 0; column < _values.Length; column++)
        {
            _values[column] = _places[column] < 0 ? null : row[_places[column]];
        }

        return _values;
    }
}
