namespace Pipeline.Core.Feeds.Definitions;

/// <summary>A feed file, read and found valid: a set of datasets that are loaded together, on one schedule.</summary>
public sealed record FeedDefinition
{
    /// <summary>The feed's name, which is also its folder's.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that holds <c>feed.yaml</c>, <c>gold</c>, <c>checks</c> and <c>questions</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The feed file as it was read.</summary>
    public required string Text { get; init; }

    /// <summary>When the feed's nights are due.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>The sources by name.</summary>
    public required IReadOnlyDictionary<string, SourceDefinition> Sources { get; init; }

    /// <summary>The files of the feed's sources, in the order of the feed file.</summary>
    public required IReadOnlyList<FeedFile> Files { get; init; }

    /// <summary>The root dataset of each file, in the order of the feed file.</summary>
    public IReadOnlyList<DatasetDefinition> Datasets => [.. Files.Select(file => file.Root)];

    /// <summary>Every dataset, nested lists included, parents before children.</summary>
    public IEnumerable<DatasetDefinition> AllDatasets => Files.SelectMany(file => file.Datasets);
}
