using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Corrections;

/// <summary>The tracked keys' open versions in the middle of a replay.</summary>
/// <param name="tracks">The keys, by dataset.</param>
/// <param name="isCorrected">Which of the two histories: with the correction, or without it.</param>
/// <param name="silver">Silver, which is the history without the correction.</param>
/// <param name="values">The values of the history with the correction.</param>
/// <param name="night">The instant of the night that is replayed.</param>
internal sealed class TrackedVersions(
    IReadOnlyDictionary<string, Dictionary<Hash128, KeyTrack>> tracks, bool isCorrected, IVersionValues silver, TrackedValues values, DateTime night) : IOpenVersions
{
    public IAsyncEnumerable<Fingerprint> ReadOpenAsync(DatasetDefinition dataset, CancellationToken cancellationToken) =>
        Open(dataset, Of(dataset).Values).ToAsyncEnumerable();

    public IAsyncEnumerable<Fingerprint> LookUpAsync(DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        Open(dataset, keys.Select(key => Of(dataset).GetValueOrDefault(key)).OfType<KeyTrack>()).ToAsyncEnumerable();

    public IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken)
    {
        var wanted = parents.ToHashSet();
        return Open(dataset, Of(dataset).Values.Where(track => wanted.Contains(track.Parent!.Value))).ToAsyncEnumerable();
    }

    public IAsyncEnumerable<OpenRecord> ReadValuesAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, CancellationToken cancellationToken) =>
        isCorrected
            ? values.ReadAsync(dataset, keys, cancellationToken)
            : silver.ReadValuesAsync(dataset, keys, before < night ? before : night, cancellationToken);

    private Dictionary<Hash128, KeyTrack> Of(DatasetDefinition dataset) => tracks.GetValueOrDefault(dataset.Name) ?? [];

    // Made a list at once: the table that they are added to is being enumerated by the caller.
    private List<Fingerprint> Open(DatasetDefinition dataset, IEnumerable<KeyTrack> keys) =>
    [
        .. keys.Where(track => track.Of(isCorrected).Open is not null).Select(track =>
        {
            var open = track.Of(isCorrected).Open!;
            return new Fingerprint(track.Key, open.Row, open.Untracked, dataset.Parent is null ? null : track.Parent);
        }),
    ];
}
