using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>What is read of silver: open versions, earlier versions, and the nights that silver consists of. Nothing is written.</summary>
public interface ISilver : IOpenVersions, IVersionHistory
{
    /// <summary>Every night accepted into a feed's datasets, by dataset and night.</summary>
    Task<IReadOnlyList<AcceptedNight>> AcceptedAsync(string feed, CancellationToken cancellationToken);

    /// <summary>Every night that was accepted once and no longer is: withdrawn, replaced by another file, or rebuilt.</summary>
    Task<IReadOnlyList<SupersededNight>> SupersededAsync(string feed, CancellationToken cancellationToken);

    /// <summary>When the first of a dataset's nights up to an instant was accepted, also where it is superseded now; null where none ever was (H37).</summary>
    Task<DateTime?> KnownSinceAsync(string feed, string dataset, DateTime instant, CancellationToken cancellationToken);

    /// <summary>The records of a dataset as of a night, by key hash: each column's value as text in the dataset's order, null for null.</summary>
    IAsyncEnumerable<IReadOnlyList<string?>> ReadAsOfAsync(AsOf asOf, CancellationToken cancellationToken);

    /// <summary>Every version of one key, oldest first, with the delivery that brought each.</summary>
    Task<IReadOnlyList<ExplainedVersion>> ExplainAsync(
        string feed, DatasetDefinition dataset, Hash128 key, CancellationToken cancellationToken);
}
