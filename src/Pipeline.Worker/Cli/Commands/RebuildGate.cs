using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Parsing;

namespace Pipeline.Worker.Cli.Commands;

/// <summary>That no rebuild is in the middle, for what needs all of history: nights that wait to be told again are in the archive only.</summary>
internal static class RebuildGate
{
    /// <exception cref="CommandException">Nights wait.</exception>
    public static async Task RequireAsync(IWarehouse warehouse, FeedDefinition feed, string act, CancellationToken cancellationToken)
    {
        if (await TellAsync(warehouse, feed, cancellationToken) is { } waiting)
        {
            throw new CommandException(
                $"""
                {waiting}
                {act} now would miss what they delivered, and they would bring it back.
                Nothing was written.
                Finish the rebuild first: ./pipeline migrate {feed.Name} --rebuild
                """,
                ExitCode.Stopped);
        }
    }

    /// <summary>Which nights wait, in one line; null where none does.</summary>
    public static async Task<string?> TellAsync(IWarehouse warehouse, FeedDefinition feed, CancellationToken cancellationToken)
    {
        var waiting = await RebuildPlan.UnfinishedAsync(warehouse, feed, cancellationToken);
        return waiting.Files.Count == 0 ? null : waiting.Waiting;
    }
}
