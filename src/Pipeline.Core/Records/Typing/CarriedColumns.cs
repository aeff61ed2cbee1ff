using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Records.Typing;

/// <summary>The values that columns keep which are missing from a whole file (H27, <c>on_missing_column: hold</c>), by dataset and key.</summary>
/// <remarks>Memory grows with the keys of the delivery, on the nights that need it only.</remarks>
public sealed class CarriedColumns
{
    private readonly Dictionary<string, Columns> _datasets = new(StringComparer.Ordinal);

    /// <summary>Nothing is missing: most nights.</summary>
    public static CarriedColumns None { get; } = new();

    /// <summary>Whether the columns of a dataset are known already.</summary>
    public bool Has(DatasetDefinition dataset) => _datasets.ContainsKey(dataset.Name);

    /// <summary>Begins to hold columns of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="columns">Where they stand among its columns.</param>
    public Columns Hold(DatasetDefinition dataset, IReadOnlyList<int> columns) => _datasets[dataset.Name] = new Columns(columns);

    internal Columns? Of(DatasetDefinition dataset) => _datasets.GetValueOrDefault(dataset.Name);

    /// <summary>The held columns of one dataset.</summary>
    public sealed class Columns(IReadOnlyList<int> columns)
    {
        private readonly Dictionary<Hash128, string?[]> _values = [];

        /// <summary>Notes what the open version of a key has.</summary>
        /// <param name="key">The key.</param>
        /// <param name="values">The canonical values of every column of the dataset.</param>
        public void Add(Hash128 key, IReadOnlyList<string?> values) => _values[key] = [.. columns.Select(column => values[column])];

        /// <summary>Whether a column is held.</summary>
        internal bool Holds(int column) => columns.Contains(column);

        /// <summary>What a column of a key keeps; null for a key that has no open version.</summary>
        internal string? ValueOf(Hash128 key, int column) =>
            _values.TryGetValue(key, out var values) ? values[columns.Index().First(held => held.Item == column).Index] : null;
    }
}
