namespace Pipeline.Engines.Common;

/// <summary>Rows on their way into one table.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The values of each row in the order of the columns, null for null; the array may be reused for the next row.</param>
internal sealed record BulkTable(IReadOnlyList<BulkColumn> Columns, IEnumerable<object?[]> Rows)
{
    /// <summary>One hash a row.</summary>
    public static BulkTable Hashes(IEnumerable<Core.Records.Hash128> hashes) =>
        new([BulkColumn.Hash("hash")], hashes.Select(hash => new object?[] { hash.ToBytes() }));
}
