namespace Pipeline.Core.Feeds.Definitions;

/// <summary>Where a dataset's rows lie on an engine that spreads tables over several machines; no other engine looks at it.</summary>
/// <param name="Column">The key column whose value places a record; null where every machine holds the whole dataset.</param>
/// <remarks>A nested list lies where its parent does: its column is the one that carries the parent's.</remarks>
public sealed record DatasetDistribution(string? Column)
{
    /// <summary>Every machine holds the whole dataset, so that it can be joined on anything.</summary>
    public static DatasetDistribution Reference { get; } = new((string?)null);
}
