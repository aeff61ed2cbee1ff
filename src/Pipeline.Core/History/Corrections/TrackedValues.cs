using System.Runtime.CompilerServices;
using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Corrections;

/// <summary>The values of the tracked keys' open versions in the middle of a replay, with the correction: what a column keeps that a later night's whole file lacks (H27).</summary>
/// <param name="parts">The keys, by dataset.</param>
/// <param name="changes">What the corrected night's delivery changes; null where the night is withdrawn.</param>
/// <param name="silver">Silver, without the correction.</param>
internal sealed class TrackedValues(IReadOnlyList<TrackedDataset> parts, DeliveryChanges? changes, IVersionValues silver)
{
    public async IAsyncEnumerable<OpenRecord> ReadAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var part = parts.Single(one => one.Dataset.Name == dataset.Name);
        var origins = keys.Select(key => part.Active.GetValueOrDefault(key)).OfType<KeyTrack>().Where(track => track.Corrected.Open is not null)
            .ToDictionary(track => track.Key, track => track.Corrected.Open!.Origin);
        foreach (var stored in origins.Where(one => one.Value.Kind is OriginKind.Stored).GroupBy(one => one.Value.Stored))
        {
            var justAfter = stored.Key.AddMicroseconds(1);
            await foreach (var record in silver.ReadValuesAsync(dataset, stored.Select(one => one.Key), justAfter, cancellationToken))
            {
                yield return record;
            }
        }

        var own = changes?.Datasets.Single(one => one.Dataset.Name == dataset.Name);
        var hasOwn = own is not null && origins.Values.Any(origin => origin.Kind is OriginKind.Night);
        foreach (var record in hasOwn ? own!.Opened().Concat(own.Refreshed()) : [])
        {
            if (origins.TryGetValue(record.Key!.Value, out var origin) && origin.Kind is OriginKind.Night)
            {
                yield return new OpenRecord(record.Key.Value, TrackedDataset.InColumns(record, dataset));
            }
        }

        foreach (var (number, record) in origins.Values.Any(origin => origin.Kind is OriginKind.Spool) ? part.Kept().Index() : [])
        {
            if (origins.TryGetValue(record.Key!.Value, out var origin) && origin == Origin.OfRecord(number))
            {
                yield return new OpenRecord(record.Key.Value, TrackedDataset.InColumns(record, dataset));
            }
        }
    }
}
