namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A published gold table, as <c>gold.data_as_of</c> tells of it at the moment of reading.</summary>
/// <param name="Table">The table.</param>
/// <param name="Night">The night that it is as of.</param>
/// <param name="State"><c>fresh</c>, <c>stale</c> or <c>blocked</c>.</param>
/// <param name="BlockedReason">Why a dataset that it is made of is behind; null otherwise.</param>
/// <param name="PublishedAt">When it was published, in UTC.</param>
/// <param name="NextExpectedAt">When the next night must be published, in UTC.</param>
public sealed record PublishedTable(
    string Table, DateOnly Night, string State, string? BlockedReason, DateTime PublishedAt, DateTime NextExpectedAt);
