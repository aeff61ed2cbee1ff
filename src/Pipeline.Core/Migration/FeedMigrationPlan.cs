namespace Pipeline.Core.Migration;

/// <summary>What a feed file says otherwise than the warehouse was built with, and what becomes of it.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Changes">Every difference, dataset by dataset in the order of the feed file.</param>
public sealed record FeedMigrationPlan(string Feed, IReadOnlyList<FeedChange> Changes)
{
    /// <summary>What is never done in place.</summary>
    public IEnumerable<FeedChange> Refused => Changes.Where(change => change.Effect is FeedChangeEffect.Refused);

    /// <summary>What is done only where new versions are accepted.</summary>
    public IEnumerable<FeedChange> WithNewVersions => Changes.Where(change => change.Effect is FeedChangeEffect.NewVersions);

    /// <summary>Whether all of it can be made.</summary>
    /// <param name="acceptsNewVersions">Whether versions that no delivery asked for are accepted.</param>
    public bool CanBeMade(bool acceptsNewVersions) => !Refused.Any() && (acceptsNewVersions || !WithNewVersions.Any());
}
