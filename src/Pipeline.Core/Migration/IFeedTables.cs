using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Migration;

/// <summary>What migrating a feed asks of an engine: to count what a change would meet, and to change a dataset's columns.</summary>
public interface IFeedTables
{
    /// <summary>How many open versions of a dataset have a value in a column.</summary>
    Task<long> CountOpenAsync(string dataset, string column, CancellationToken cancellationToken);

    /// <summary>How many values of a numeric column, superseded ones among them, do not lie between a limit and its negative.</summary>
    Task<long> CountBeyondAsync(string dataset, string column, long limit, CancellationToken cancellationToken);

    /// <summary>Whether a dataset's records are spread over a cluster by this column, which keeps its type then.</summary>
    Task<bool> IsPlaceAsync(string dataset, string column, CancellationToken cancellationToken);

    /// <summary>Changes what columns of a dataset are, and their types; in one transaction. No value, version or hash changes.</summary>
    /// <param name="table">The table as it is.</param>
    /// <param name="columns">The columns that are to be otherwise, as they are to be.</param>
    /// <param name="cancellationToken">Stops before the transaction is committed.</param>
    Task ChangeAsync(StoredTable table, IReadOnlyList<StoredColumn> columns, CancellationToken cancellationToken);

    /// <summary>Notes in <c>ops.schema_changes</c> what a migration does; once, however often it is run.</summary>
    Task RecordAsync(FeedMigrationRecord record, IReadOnlyList<FeedChange> changes, CancellationToken cancellationToken);
}

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
