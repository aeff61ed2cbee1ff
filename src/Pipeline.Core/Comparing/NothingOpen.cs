using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Comparing;

/// <summary>Silver before its first night.</summary>
internal sealed class NothingOpen : IOpenVersions
{
    public IAsyncEnumerable<Fingerprint> ReadOpenAsync(DatasetDefinition dataset, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<Fingerprint>();

    public IAsyncEnumerable<Fingerprint> LookUpAsync(DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<Fingerprint>();

    public IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<Fingerprint>();

    public IAsyncEnumerable<OpenRecord> ReadValuesAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<OpenRecord>();
}
