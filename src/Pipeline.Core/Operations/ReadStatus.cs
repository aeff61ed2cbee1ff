using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Status;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Reads the state of one feed, or of every feed that a warehouse has; also while a run is at work.</summary>
public sealed class ReadStatus(FeedFolder feeds, IWarehouse warehouse, TimeProvider clock)
{
    /// <summary>Reads the states.</summary>
    /// <param name="feed">The feed's name; null for every feed of the warehouse.</param>
    /// <param name="cancellationToken">Stops between two feeds.</param>
    /// <exception cref="RefusedException">No night of the feed was ever run into this warehouse.</exception>
    public async Task<IReadOnlyList<FeedStatus>> RunAsync(string? feed, CancellationToken cancellationToken)
    {
        var known = await warehouse.Ledger.FeedsAsync(cancellationToken);
        if (feed is not null && !known.Contains(feed))
        {
            throw NeverRun(feed, known);
        }

        var statuses = new List<FeedStatus>();
        foreach (var name in feed is null ? known : [feed])
        {
            statuses.Add(await FeedStatus.ReadAsync(warehouse, name, feeds.Find(name), clock.GetUtcNow(), cancellationToken));
        }

        return statuses;
    }

    private RefusedException NeverRun(string feed, IReadOnlyList<string> known) => new(new Fault
    {
        What = $"No night of feed '{feed}' was ever run into {warehouse.Name}; {(known.Count == 0 ? "it has no feed yet" : $"it has {string.Join(", ", known)}")}.",
        Why = "The status of a feed begins with its first night.",
        Untouched = "Nothing was written.",
        Next = [NextStep.Run("Run a night of it", "run", feed)],
    });
}
