using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A dataset as it was on a night.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Instant">The night's instant, in UTC.</param>
/// <param name="KnownAt">As it was known then, in UTC, before later corrections; null for what is known now (H37).</param>
public sealed record AsOf(DatasetDefinition Dataset, DateTime Instant, DateTimeOffset? KnownAt = null);
