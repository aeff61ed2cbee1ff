using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Tests.Comparing;

/// <summary>A silver of a few fingerprints, which notes what it was asked.</summary>
internal sealed class OpenVersions : IOpenVersions
{
    private readonly Dictionary<string, List<Fingerprint>> _open = [];
    private readonly Dictionary<string, List<OpenRecord>> _values = [];

    public List<string> Asked { get; } = [];

    public void Add(DatasetDefinition dataset, params ReadRecord[] records)
    {
        _open[dataset.Name] = [.. records.Select(record => new Fingerprint(record.Key!.Value, record.Row, record.Untracked, record.ParentKey))];
        _values[dataset.Name] = [.. records.Select(record => new OpenRecord(record.Key!.Value, record.Values))];
    }

    public async IAsyncEnumerable<Fingerprint> ReadOpenAsync(
        DatasetDefinition dataset, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Asked.Add($"all {dataset.Name}");
        await Task.Yield();
        foreach (var fingerprint in Of(dataset))
        {
            yield return fingerprint;
        }
    }

    public IAsyncEnumerable<Fingerprint> LookUpAsync(DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        Asked.Add($"{wanted.Count} of {dataset.Name}");
        return Of(dataset).Where(print => wanted.Contains(print.Key)).ToAsyncEnumerable();
    }

    public IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken)
    {
        var wanted = parents.ToHashSet();
        Asked.Add($"children of {wanted.Count} in {dataset.Name}");
        return Of(dataset).Where(print => wanted.Contains(print.Parent!.Value)).ToAsyncEnumerable();
    }

    public IAsyncEnumerable<OpenRecord> ReadValuesAsync(DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        Asked.Add($"values of {wanted.Count} in {dataset.Name}");
        return _values.GetValueOrDefault(dataset.Name, []).Where(record => wanted.Contains(record.Key)).ToAsyncEnumerable();
    }

    private List<Fingerprint> Of(DatasetDefinition dataset) => _open.GetValueOrDefault(dataset.Name, []);
}
