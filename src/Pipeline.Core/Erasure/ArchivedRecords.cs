using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Erased;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Erasure;

/// <summary>Every archived file of a feed that may hold a record, with what reads it.</summary>
internal sealed class ArchivedRecords(Archive archive, FeedDefinition feed, ReadDefinitions definitions, IReadOnlyList<AcceptedNight> accepted)
{
    /// <summary>The deliveries of the feed with the files that read them, each as it was accepted, or else as the feed file says now.</summary>
    public IEnumerable<(Delivery Delivery, FeedFile File, bool IsAccepted)> All(string dataset)
    {
        foreach (var delivery in archive.All(feed.Name))
        {
            var night = Archive.NightOf(delivery);
            foreach (var file in feed.Files.Where(file =>
                file.Root.Source == delivery.Source && file.NameOn(night) == delivery.File && file.Has(dataset)))
            {
                var known = accepted.Where(one => one.Night.Date == night && one.Sha256 == delivery.Sha256 && file.Has(one.Dataset)).ToList();
                var read = known.Select(one => definitions.Of(one)).OfType<DatasetDefinition>().ToList();
                var own = read.FirstOrDefault(one => one.Name == file.Name);
                yield return (delivery, own is null ? file : ReadDefinitions.FileOf(own, read), known.Count > 0);
            }
        }
    }

    /// <summary>Every record of the hits, by dataset and key.</summary>
    public static void Collect(IEnumerable<ErasedRecord> records, IReadOnlyDictionary<string, HashSet<Hash128>> keys)
    {
        foreach (var record in records)
        {
            if (record.Key is { } key && keys.TryGetValue(record.Dataset, out var known))
            {
                known.Add(Hash128.Read(Convert.FromHexString(key)));
            }
        }
    }
}
