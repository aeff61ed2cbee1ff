using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>Which migration it is that notes its changes.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="RunId">Names the migration.</param>
/// <param name="Night">The newest night that was accepted before it, or the day it is done on where there is none.</param>
/// <param name="RecordedAt">When it began, in UTC.</param>
public sealed record FeedMigrationRecord(string Feed, Guid RunId, DateOnly Night, DateTimeOffset RecordedAt)
{
    /// <summary>The migration as one that writes to silver.</summary>
    internal RunStamp RunStamp(FeedDefinition feed, ILease lease) => new()
    {
        Feed = feed.Name,
        FeedText = feed.Text,
        RunId = RunId,
        RecordedAt = RecordedAt,
        Token = lease.Token,
    };
}
