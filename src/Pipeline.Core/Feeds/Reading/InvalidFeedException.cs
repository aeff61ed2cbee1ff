using System.Globalization;
using Pipeline.Core.Faults;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>A feed file is missing or wrong; its <see cref="Mistakes"/> are all there are, in line order.</summary>
public sealed class InvalidFeedException : PipelineException
{
    private InvalidFeedException(Fault fault, IReadOnlyList<FeedMistake> mistakes)
        : base(fault) => Mistakes = mistakes;

    /// <summary>Every mistake, in the order of lines.</summary>
    public IReadOnlyList<FeedMistake> Mistakes { get; }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    internal static InvalidFeedException HasMistakes(string feed, string path, IReadOnlyList<FeedMistake> mistakes)
    {
        var count = mistakes.Count == 1 ? "1 mistake" : string.Create(CultureInfo.InvariantCulture, $"{mistakes.Count} mistakes");
        return new InvalidFeedException(
            new Fault
            {
                What = $"The file of feed '{feed}' has {count} ({path}):\n{string.Join('\n', mistakes.Select(mistake => $"  {mistake}"))}",
                Why = "A feed is loaded as its file says or not at all: a key read wrongly would become wrong history.",
                Untouched = "Nothing was fetched, and the warehouse is unchanged.",
                Next = [NextStep.Run("Fix the file (docs/feeds.md is the reference), then run", "validate", feed)],
            },
            mistakes);
    }

    internal static InvalidFeedException IsMissing(string feed, string feedsFolder, IReadOnlyList<string> feeds)
    {
        var there = feeds.Count == 0
            ? "no folder in it holds a feed.yaml"
            : $"the feeds there are: {string.Join(", ", feeds)}";
        return new InvalidFeedException(
            new Fault
            {
                What = $"There is no feed '{feed}' in the folder {feedsFolder}; {there}.",
                Why = "A feed is a folder of its own name with a feed.yaml in it.",
                Untouched = "Nothing was fetched, and the warehouse is unchanged.",
                Next = [NextStep.Run("Name one that is there, or another folder", "validate", NextStep.Feed, "--feeds", "DIR")],
            },
            [new FeedMistake(FeedReader.FileName, 0, "the file is missing")]);
    }

    internal static InvalidFeedException HasNoFolder(string feedsFolder) => new(
        new Fault
        {
            What = $"The folder of feeds {feedsFolder} does not exist.",
            Why = "Without it there is nothing to load: it holds one folder for each feed, with a feed.yaml in it.",
            Untouched = "Nothing was fetched, and the warehouse is unchanged.",
            Next = [NextStep.Run("Name the folder that holds them", "validate", "--feeds", "DIR")],
        },
        [new FeedMistake(FeedReader.FileName, 0, "the folder of feeds does not exist")]);
}
