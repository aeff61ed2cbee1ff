using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Records.Typing;

/// <summary>From a key that a person types to the hash that silver knows the record by.</summary>
public static class KeyReader
{
    /// <summary>The hash of a key given as texts, normalised and typed as the file's values are.</summary>
    /// <param name="dataset">The dataset whose key it is.</param>
    /// <param name="texts">One text per key column, in the order of <see cref="DatasetDefinition.Key"/>.</param>
    /// <param name="key">The hash.</param>
    /// <param name="problem">Why there is none, as whole sentences; null where there is one.</param>
    public static bool TryHash(DatasetDefinition dataset, IReadOnlyList<string> texts, out Hash128 key, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(texts);
        key = default;
        if (texts.Count != dataset.Key.Count)
        {
            problem = $"The key of {dataset.Name} has {dataset.Key.Count} columns ({string.Join(", ", dataset.Key)}), not {texts.Count}. Give one text for each, in this order.";
            return false;
        }

        var pairs = new List<(string Name, string? Canonical)>();
        for (var i = 0; i < texts.Count; i++)
        {
            var column = dataset.Columns.First(column => column.Name == dataset.Key[i]);
            var reader = new ColumnReader(column, isKey: true);
            var canonical = reader.Read(texts[i], out problem);
            if (problem is not null)
            {
                return false;
            }

            if (string.IsNullOrWhiteSpace(canonical))
            {
                problem = $"Key column {reader.Name} is blank; no record has a blank key. Give its value.";
                return false;
            }

            pairs.Add((column.HashName, canonical));
        }

        key = RecordHasher.Hash(pairs);
        problem = null;
        return true;
    }
}
