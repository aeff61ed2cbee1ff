using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Migration;

/// <summary>What a feed file says otherwise than the warehouse was built with, and what becomes of it.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Changes">Every difference, dataset by dataset in the order of the feed file.</param>
public sealed record FeedMigrationPlan(string Feed, IReadOnlyList<FeedChange> Changes)
{
    /// <summary>What is never done.</summary>
    public IEnumerable<FeedChange> Refused => Changes.Where(change => change.Effect is FeedChangeEffect.Refused);

    /// <summary>What is done only where history is rebuilt.</summary>
    public IEnumerable<FeedChange> WithRebuild => Changes.Where(change => change.Effect is FeedChangeEffect.Rebuild);

    /// <summary>What is done only where new versions are accepted.</summary>
    public IEnumerable<FeedChange> WithNewVersions => Changes.Where(change => change.Effect is FeedChangeEffect.NewVersions);

    /// <summary>Whether all of it can be made.</summary>
    /// <param name="acceptsNewVersions">Whether versions that no delivery asked for are accepted.</param>
    /// <param name="rebuilds">Whether the history of what is changed otherwise is rebuilt.</param>
    public bool CanBeMade(bool acceptsNewVersions, bool rebuilds = false) =>
        !Refused.Any() && (rebuilds || !WithRebuild.Any()) && (rebuilds || acceptsNewVersions || !WithNewVersions.Any());

    /// <summary>The datasets whose history is rebuilt: those with changes that are not made in place.</summary>
    public IReadOnlySet<string> ToRebuild(bool acceptsNewVersions) =>
        (acceptsNewVersions ? WithRebuild : WithRebuild.Concat(WithNewVersions)).Select(change => change.Dataset).ToHashSet();
}
