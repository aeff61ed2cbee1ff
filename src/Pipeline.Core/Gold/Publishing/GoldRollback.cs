using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>What a rollback has done.</summary>
/// <param name="IsReturn">Whether it undid the rollback before it: gold is back on the newer generation.</param>
/// <param name="Tables">The night of each gold table now.</param>
public sealed record GoldRollback(bool IsReturn, IReadOnlyList<PublishedTable> Tables);
