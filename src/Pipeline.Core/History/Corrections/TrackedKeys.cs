using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Corrections;

/// <summary>Finds the keys that a night touches, with or without the change, and loads their versions.</summary>
/// <remarks>
/// With each key comes its parent, because a child follows it (H16). Where an append record keeps its first values, the state of a
/// parent decides whether its lists count at all: there the children come too.
/// </remarks>
internal sealed class TrackedKeys(IReadOnlyList<TrackedDataset> parts, IVersionHistory silver, Night night)
{
    private readonly Dictionary<string, Dictionary<Hash128, Hash128?>> _wanted = parts.ToDictionary(
        part => part.Dataset.Name, _ => new Dictionary<Hash128, Hash128?>());

    /// <summary>Whether a parent's state decides about the records of its lists.</summary>
    public static bool DecidesLists(DatasetDefinition dataset) =>
        dataset is { Mode: DatasetMode.Append, OnConflict: not OnConflict.Version };

    public async Task FindAsync(DeliveryChanges? changes, DeliveryChanges? former, CancellationToken cancellationToken)
    {
        foreach (var part in (changes?.Datasets ?? []).Concat(former?.Datasets ?? []))
        {
            Want(part);
        }

        foreach (var part in parts.Reverse())
        {
            if (former is null && part.At(night.Date) is not null)
            {
                await foreach (var key in silver.ReadTouchedAsync(part.Dataset, night.Instant, cancellationToken))
                {
                    _wanted[part.Dataset.Name].TryAdd(key, null);
                }
            }

            await LoadAsync(part, cancellationToken);
        }

        foreach (var part in parts.Where(part => part.Dataset.Parent is not null && DecidesLists(part.Dataset)))
        {
            await LoadChildrenAsync(part, parts.Single(one => one.Dataset.Name == part.Dataset.Parent), cancellationToken);
        }
    }

    private void Want(DatasetChanges changes)
    {
        var keys = _wanted[changes.Dataset.Name];
        foreach (var record in changes.Opened().Concat(changes.Refreshed()))
        {
            keys[record.Key!.Value] = record.ParentKey;
        }

        foreach (var key in changes.Gone())
        {
            keys.TryAdd(key, null);
        }
    }

    private async Task LoadAsync(TrackedDataset part, CancellationToken cancellationToken)
    {
        var keys = _wanted[part.Dataset.Name];
        var stored = new Dictionary<Hash128, List<VersionMark>>();
        await foreach (var version in silver.LookUpVersionsAsync(part.Dataset, keys.Keys, cancellationToken))
        {
            Add(stored, version);
        }

        foreach (var (key, parent) in keys)
        {
            var versions = stored.GetValueOrDefault(key) ?? [];
            var track = part.Track(key, parent ?? (versions.Count > 0 ? versions[0].Fingerprint.Parent : null), versions);
            if (part.Dataset.Parent is { } name && track.Parent is { } parentKey)
            {
                _wanted[name].TryAdd(parentKey, null);
            }
        }
    }

    private async Task LoadChildrenAsync(TrackedDataset part, TrackedDataset parent, CancellationToken cancellationToken)
    {
        var stored = new Dictionary<Hash128, List<VersionMark>>();
        await foreach (var version in silver.LookUpChildVersionsAsync(part.Dataset, parent.Active.Keys, cancellationToken))
        {
            if (!part.Active.ContainsKey(version.Fingerprint.Key))
            {
                Add(stored, version);
            }
        }

        foreach (var (key, versions) in stored)
        {
            part.Track(key, versions[0].Fingerprint.Parent, versions);
        }
    }

    private static void Add(Dictionary<Hash128, List<VersionMark>> stored, VersionMark version)
    {
        if (!stored.TryGetValue(version.Fingerprint.Key, out var versions))
        {
            stored.Add(version.Fingerprint.Key, versions = []);
        }

        versions.Add(version);
    }
}
