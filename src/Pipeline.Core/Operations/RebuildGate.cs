using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Refuses what needs all of history while a rebuild is unfinished: the nights that it has not replayed are only in the archive.</summary>
internal static class RebuildGate
{
    /// <param name="warehouse">The warehouse.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="act">What is refused, as the beginning of a sentence.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RefusedException">A rebuild is unfinished.</exception>
    public static async Task RequireAsync(IWarehouse warehouse, FeedDefinition feed, string act, CancellationToken cancellationToken)
    {
        if (await WaitingAsync(warehouse, feed, cancellationToken) is { } waiting)
        {
            throw new RefusedException(
                new Fault
                {
                    What = waiting,
                    Why = $"{act} now would miss what they delivered, and they would bring it back.",
                    Untouched = "Nothing was written.",
                    Next = [NextStep.Run("Finish the rebuild first", "migrate", feed.Name, "--rebuild")],
                },
                ExitCode.Stopped);
        }
    }

    /// <summary>Which nights a rebuild has not replayed yet, in one sentence; null where there are none.</summary>
    public static async Task<string?> WaitingAsync(IWarehouse warehouse, FeedDefinition feed, CancellationToken cancellationToken)
    {
        var waiting = await RebuildPlan.UnfinishedAsync(warehouse, feed, cancellationToken);
        return waiting.Files.Count == 0 ? null : waiting.Waiting;
    }
}
