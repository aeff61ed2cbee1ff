namespace Pipeline.Core.Feeds.Definitions;

/// <summary>One file of a source, as the feed file declares it: the dataset that its records belong to, and the lists nested in them.</summary>
/// <param name="root">The file's root dataset, with its nested lists.</param>
public sealed class FeedFile(DatasetDefinition root)
{
    /// <summary>The root dataset: the records of the file are its records.</summary>
    public DatasetDefinition Root => root;

    /// <summary>The name of the root dataset, by which commands and messages name the file.</summary>
    public string Name => root.Name;

    /// <summary>The root, then its nested lists, parents before children.</summary>
    public IReadOnlyList<DatasetDefinition> Datasets { get; } = [.. root.WithLists];

    /// <summary>The nested lists, parents before children.</summary>
    public IEnumerable<DatasetDefinition> Lists => Datasets.Skip(1);

    /// <summary>Whether the root or one of its lists has this name.</summary>
    public bool Has(string dataset) => Datasets.Any(one => one.Name == dataset);

    /// <summary>The file's name at its source for a night, placeholders filled in.</summary>
    public string NameOn(DateOnly night) => NightPlaceholder.Fill(root.File, night);
}
