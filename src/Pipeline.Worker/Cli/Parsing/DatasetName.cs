using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>A dataset as a command line names it: FEED.DATASET.</summary>
internal static class DatasetName
{
    /// <param name="feeds">The folder that holds the feeds.</param>
    /// <param name="text">What the command line says.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="rest">What follows the dataset on its command line.</param>
    /// <param name="without">What there is not without a dataset, as a sentence.</param>
    /// <exception cref="CommandException">There is no such dataset.</exception>
    public static (FeedDefinition Feed, DatasetDefinition Dataset) Find(string feeds, string text, string command, string rest, string without)
    {
        if (text.Split('.') is not [{ Length: > 0 } feedName, { Length: > 0 } datasetName])
        {
            throw new CommandException(
                $"""
                '{text}' is no dataset; it is written FEED.DATASET.
                Two feeds may have datasets of the same name, so both names are needed.
                Nothing was read or written.
                Write it like this: ./pipeline {command} streaming.books {rest}
                """);
        }

        var feed = FeedReader.Read(feeds, feedName);
        return (feed, feed.AllDatasets.FirstOrDefault(dataset => dataset.Name == datasetName) ?? throw new CommandException(
            $"""
            Feed '{feedName}' has no dataset '{datasetName}'; there are {string.Join(", ", feed.AllDatasets.Select(dataset => dataset.Name))}.
            {without}
            Nothing was read or written.
            Name one that there is: ./pipeline {command} {feedName}.{feed.Datasets[0].Name} {rest}
            """));
    }
}
