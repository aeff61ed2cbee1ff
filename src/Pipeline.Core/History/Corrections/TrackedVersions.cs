using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.History.Corrections;

/// <summary>The tracked keys' open versions in the middle of a history that is told again.</summary>
/// <param name="tracks">The keys, by dataset.</param>
/// <param name="isNew">Which of the two histories.</param>
/// <param name="silver">Silver as it is, which is the history without the change.</param>
/// <param name="values">What the history with the change holds.</param>
/// <param name="night">The instant of the night that is told again.</param>
internal sealed class TrackedVersions(
    IReadOnlyDictionary<string, Dictionary<Hash128, KeyTrack>> tracks, bool isNew, IVersionValues silver, TrackedValues values, DateTime night) : IOpenVersions
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
        isNew
            ? values.ReadAsync(dataset, keys, cancellationToken)
            : silver.ReadValuesAsync(dataset, keys, before < night ? before : night, cancellationToken);

    private Dictionary<Hash128, KeyTrack> Of(DatasetDefinition dataset) => tracks.GetValueOrDefault(dataset.Name) ?? [];

    // Made a list at once: the table that they are added to is being enumerated by the caller.
    private List<Fingerprint> Open(DatasetDefinition dataset, IEnumerable<KeyTrack> keys) =>
    [
        .. keys.Where(track => track.Told(isNew).Open is not null).Select(track =>
        {
            var open = track.Told(isNew).Open!;
            return new Fingerprint(track.Key, open.Row, open.Untracked, dataset.Parent is null ? null : track.Parent);
        }),
    ];
}
