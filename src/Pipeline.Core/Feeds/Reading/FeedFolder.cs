using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>The folder that holds every feed: <c>&lt;folder&gt;/&lt;feed&gt;/feed.yaml</c>.</summary>
/// <param name="path">The folder's path.</param>
public sealed class FeedFolder(string path)
{
    /// <summary>The folder's path.</summary>
    public string Path => path;

    /// <summary>The names of the feeds, in ordinal order.</summary>
    /// <exception cref="InvalidFeedException">The folder does not exist.</exception>
    public IReadOnlyList<string> List() => FeedReader.List(path);

    /// <summary>Reads and validates one feed.</summary>
    /// <exception cref="InvalidFeedException">The feed file is missing or has mistakes: all of them at once.</exception>
    public FeedDefinition Read(string feed) => FeedReader.Read(path, feed);

    /// <summary>A dataset or list of a feed.</summary>
    /// <exception cref="InvalidFeedException">The feed file is missing or has mistakes.</exception>
    /// <exception cref="UnknownDatasetException">The feed has no such dataset.</exception>
    public (FeedDefinition Feed, DatasetDefinition Dataset) Read(DatasetName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var feed = Read(name.Feed);
        return (feed, feed.AllDatasets.FirstOrDefault(dataset => dataset.Name == name.Dataset)
            ?? throw new UnknownDatasetException(feed, name.Dataset));
    }

    /// <summary>A feed whose file can be read; null where it is missing or has mistakes.</summary>
    public FeedDefinition? Find(string feed)
    {
        try
        {
            return Read(feed);
        }
        catch (InvalidFeedException)
        {
            return null;
        }
    }
}
