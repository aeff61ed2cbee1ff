using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>Reads a dataset as a command line names it: FEED.DATASET.</summary>
internal static class DatasetArgument
{
    /// <param name="text">The text.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="rest">What follows the dataset on its command line.</param>
    /// <exception cref="CommandException">It is not written FEED.DATASET.</exception>
    public static DatasetName Parse(string text, string command, params IReadOnlyList<string> rest) =>
        text.Split('.') is [{ Length: > 0 } feed, { Length: > 0 } dataset]
            ? new DatasetName(feed, dataset)
            : throw new CommandException(new Fault
            {
                What = $"'{text}' does not name a dataset; write FEED.DATASET.",
                Why = "Two feeds may have datasets of the same name, so both names are needed.",
                Untouched = "Nothing was read or written.",
                Next = [NextStep.Run("Write it like this", command, command == "sql" ? [.. rest, "streaming.books"] : ["streaming.books", .. rest])],
            });
}
