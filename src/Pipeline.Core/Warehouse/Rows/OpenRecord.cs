using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>An open version with its values.</summary>
/// <param name="Key">The hash of its key.</param>
/// <param name="Values">The canonical text of every column in the dataset's order, null for null.</param>
public sealed record OpenRecord(Hash128 Key, IReadOnlyList<string?> Values);
