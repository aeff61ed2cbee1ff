using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Tests.Feeds.Support;

/// <summary>A folder of feeds with one feed in it, gone when disposed.</summary>
internal sealed class FeedFiles : IDisposable
{
    private readonly string _feed;

    public FeedFiles(string feed, string yaml)
        : this(feed) => File.WriteAllText(FeedFile, yaml);

    public FeedFiles(string feed, byte[] yaml)
        : this(feed) => File.WriteAllBytes(FeedFile, yaml);

    private FeedFiles(string feed)
    {
        _feed = feed;
        Path = Directory.CreateTempSubdirectory("feeds-").FullName;
        Directory.CreateDirectory(System.IO.Path.Combine(Path, feed));
    }

    public string Path { get; }

    public string FeedFile => System.IO.Path.Combine(Path, _feed, FeedReader.FileName);

    public FeedDefinition Read() => FeedReader.Read(Path, _feed);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
