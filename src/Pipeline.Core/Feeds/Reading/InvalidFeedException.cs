using System.Globalization;
using Pipeline.Core.Faults;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>A feed file is missing or wrong; its <see cref="Mistakes"/> are all there are, in line order.</summary>
public sealed class InvalidFeedException : PipelineException
{
    private InvalidFeedException(string message, IReadOnlyList<FeedMistake> mistakes)
        : base(message) => Mistakes = mistakes;

    /// <summary>Every mistake, in the order of lines.</summary>
    public IReadOnlyList<FeedMistake> Mistakes { get; }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    internal static InvalidFeedException HasMistakes(string feed, string path, IReadOnlyList<FeedMistake> mistakes)
    {
        var count = mistakes.Count == 1 ? "1 mistake" : string.Create(CultureInfo.InvariantCulture, $"{mistakes.Count} mistakes");
        return new InvalidFeedException(
            $"""
            The file of feed '{feed}' has {count} ({path}):
            {string.Join('\n', mistakes.Select(mistake => $"  {mistake}"))}
            A feed is loaded as its file says or not at all: a key read wrongly would become wrong history.
            Nothing was fetched, and the warehouse is as it was.
            Mend the file (docs/feeds.md is the reference), then run: ./pipeline validate {feed}
            """.ReplaceLineEndings("\n"),
            mistakes);
    }

    internal static InvalidFeedException IsMissing(string feed, string feedsFolder, IReadOnlyList<string> feeds)
    {
        var there = feeds.Count == 0
            ? "no folder in it holds a feed.yaml"
            : $"the feeds there are: {string.Join(", ", feeds)}";
        return new InvalidFeedException(
            $"""
            There is no feed '{feed}' in the folder {feedsFolder}; {there}.
            A feed is a folder of its own name with a feed.yaml in it.
            Nothing was fetched, and the warehouse is as it was.
            Name one that is there, or another folder: ./pipeline validate FEED --feeds DIR
            """.ReplaceLineEndings("\n"),
            [new FeedMistake(FeedReader.FileName, 0, "the file is missing")]);
    }

    internal static InvalidFeedException HasNoFolder(string feedsFolder) => new(
        $"""
        The folder of feeds {feedsFolder} does not exist.
        Without it there is nothing to load: it holds one folder for each feed, with a feed.yaml in it.
        Nothing was fetched, and the warehouse is as it was.
        Name the folder that holds them: ./pipeline validate --feeds DIR
        """.ReplaceLineEndings("\n"),
        [new FeedMistake(FeedReader.FileName, 0, "the folder of feeds does not exist")]);
}
