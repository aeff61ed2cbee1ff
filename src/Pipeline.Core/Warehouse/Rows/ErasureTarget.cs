using System.Text;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>The record whose values are to be erased.</summary>
/// <param name="Dataset">Its dataset.</param>
/// <param name="Key">The hash of its key.</param>
/// <param name="Texts">The key as it was given: what tells the record where its key can't be read.</param>
public sealed record ErasureTarget(string Dataset, Hash128 Key, IReadOnlyList<string> Texts)
{
    /// <summary>Shorter texts stand everywhere: they tell no record.</summary>
    public const int LeastLength = 4;

    /// <summary>The texts that are long enough to tell a record; none where rows without a readable key can't be searched.</summary>
    public IReadOnlyList<string> Telling { get; } = [.. Texts.Select(text => text.Trim()).Where(text => text.Length >= LeastLength)];

    /// <summary>Whether a text holds the key, as far as letters can tell.</summary>
    public bool IsIn(string? text) =>
        text is not null && Telling.Count > 0 && Telling.All(part => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a record is the one, or can't be distinguished from it.</summary>
    public bool Is(ReadRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Key is { } key ? key == Key && record.Dataset.Name == Dataset : IsIn(Encoding.UTF8.GetString(record.RawUtf8.Span));
    }
}
