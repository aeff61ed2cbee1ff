using Pipeline.Core.History.Rebuild;

namespace Pipeline.Core.Operations;

/// <summary>Who watches the migration of a feed: a terminal, a page.</summary>
public interface IMigrationObserver
{
    /// <summary>The differences are found; nothing is written yet.</summary>
    void Reviewed(MigrateFeedRequest request, MigrationReview review);

    /// <summary>What needs no rebuild is done, or would be.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="review">The differences.</param>
    /// <param name="waiting">Which nights an unfinished rebuild has not replayed yet, as a sentence; null where none is unfinished.</param>
    void Ended(MigrateFeedRequest request, MigrationReview review, string? waiting);

    /// <summary>These files are replayed, or would be.</summary>
    void WillReplay(RebuildPlan files);

    /// <summary>Every file can be replayed, and nothing was written, because it was only asked.</summary>
    void IsRebuildable(string feed);

    /// <summary>History is rebuilt.</summary>
    void Rebuilt(string feed);
}
