using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>What silver holds open, as far as comparing needs it.</summary>
public interface IOpenVersions : IVersionValues
{
    /// <summary>The fingerprint of every open version of a dataset, in no order.</summary>
    IAsyncEnumerable<Fingerprint> ReadOpenAsync(DatasetDefinition dataset, CancellationToken cancellationToken);

    /// <summary>The fingerprints of the open versions of these keys, each once, in no order.</summary>
    IAsyncEnumerable<Fingerprint> LookUpAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken);

    /// <summary>The fingerprints of the open versions of these parents' children, each once, in no order.</summary>
    IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken);
}
