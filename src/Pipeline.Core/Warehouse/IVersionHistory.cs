using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>What silver knows of the past, as far as placing an older night needs it.</summary>
public interface IVersionHistory : IVersionValues
{
    /// <summary>The version of every key that holds just before an instant, in no order.</summary>
    IAsyncEnumerable<VersionBefore> ReadBeforeAsync(DatasetDefinition dataset, DateTime instant, CancellationToken cancellationToken);

    /// <summary>Every version of these keys, in no order.</summary>
    IAsyncEnumerable<VersionMark> LookUpVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken);

    /// <summary>Every version of these parents' children, in no order.</summary>
    IAsyncEnumerable<VersionMark> LookUpChildVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken);

    /// <summary>The keys of which a version begins or ends at an instant; one may come twice.</summary>
    IAsyncEnumerable<Hash128> ReadTouchedAsync(DatasetDefinition dataset, DateTime instant, CancellationToken cancellationToken);

    /// <summary>What a night's quarantined rows held in one dataset.</summary>
    Task<IReadOnlySet<HeldKey>> HeldAsync(string feed, string dataset, DateOnly night, CancellationToken cancellationToken);

    /// <summary>The feed file that an accepted night was read with (H31).</summary>
    Task<string> FeedTextAsync(string definitionDigest, CancellationToken cancellationToken);
}
