using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Corrections;

/// <summary>Puts together the correction of one dataset from its tracked keys.</summary>
internal static class CorrectionPlan
{
    public static SilverCorrection Of(
        RunStamp run, TrackedDataset part, Night night, Delivery? delivery, DeliveryChanges? changes, long back)
    {
        var own = changes?.Datasets.Single(one => one.Dataset.Name == part.Dataset.Name);
        var superseded = part.All.SelectMany(Superseded).ToList();
        var written = part.All.SelectMany(Written).ToList();
        var marked = part.All.SelectMany(Marked).ToList();
        return new SilverCorrection(() => Changes(part, own, superseded, written, marked))
        {
            Dataset = part.Dataset,
            Night = night,
            Accepted = own is null ? null : Accepted(new Arrival(run, part.Dataset, night, delivery!), part, own, back),
            Former = part.At(night.Date),
            Held = own?.Held ?? new HashSet<HeldKey>(),
            Recounted = [.. part.Counts.Where(counts => !counts.Value.IsZero).Select(counts => counts.Value.ApplyTo(part.At(counts.Key)!))],
            HeldChanges = part.HeldChanges,
            QuarantineChanges = part.QuarantineChanges,
            Superseded = superseded.Count,
            Written = written.Count,
            Marked = marked.Count,
        };
    }

    private static AcceptedNight Accepted(Arrival arrival, TrackedDataset part, DatasetChanges changes, long back)
    {
        var before = part.Dataset.Mode is DatasetMode.Full
            ? changes.Tally.OpenBefore
            : part.Accepted.LastOrDefault(one => one.Night.Date < arrival.Night.Date)?.OpenAfter ?? 0;
        var tally = changes.Tally with { OpenBefore = before };
        return AcceptedNight.Of(arrival, tally, changes.Shape, changes.AbsencesHeld, before + tally.New - tally.Gone, back);
    }

    private static IEnumerable<(KeyTrack Track, DateTime From)> Superseded(KeyTrack track) => track.Stored
        .Where(stored => !track.Corrected.Versions.Any(version => version.IsStoredAs(stored)))
        .Select(stored => (track, stored.From));

    private static IEnumerable<(KeyTrack Track, TimelineVersion Version)> Written(KeyTrack track) => track.Corrected.Versions
        .Where(version => !track.Stored.Any(version.IsStoredAs))
        .Select(version => (track, version));

    private static IEnumerable<(KeyTrack Track, TimelineVersion Version)> Marked(KeyTrack track) => track.Corrected.Versions
        .Where(version => track.Stored.Any(version.IsStoredAs)
            && (version == track.Corrected.Versions[^1]) != (version.From == track.Stored[^1].From))
        .Select(version => (track, version));

    private static IEnumerable<VersionChange> Changes(
        TrackedDataset part,
        DatasetChanges? own,
        List<(KeyTrack Track, DateTime From)> superseded,
        List<(KeyTrack Track, TimelineVersion Version)> written,
        List<(KeyTrack Track, TimelineVersion Version)> marked)
    {
        foreach (var (track, from) in superseded)
        {
            yield return new VersionChange(VersionAction.Supersede, track.Key, from, null, false, null, null);
        }

        foreach (var (track, version) in marked)
        {
            yield return Of(VersionAction.Mark, track, version, null);
        }

        foreach (var (track, version) in written.Where(one => one.Version.Origin.Kind is OriginKind.Stored))
        {
            yield return Of(VersionAction.Copy, track, version, null);
        }

        var ofNight = written.Where(one => one.Version.Origin.Kind is OriginKind.Night).ToDictionary(one => one.Track.Key);
        foreach (var record in ofNight.Count == 0 || own is null ? [] : own.Opened().Concat(own.Refreshed()))
        {
            if (ofNight.TryGetValue(record.Key!.Value, out var one))
            {
                yield return Of(VersionAction.Write, one.Track, one.Version, record);
            }
        }

        var ofSpool = written.Where(one => one.Version.Origin.Kind is OriginKind.Spool).ToDictionary(one => one.Version.Origin.Record);
        foreach (var (index, record) in ofSpool.Count == 0 ? [] : part.Kept().Index())
        {
            if (ofSpool.TryGetValue(index, out var one))
            {
                yield return Of(VersionAction.Write, one.Track, one.Version, record);
            }
        }
    }

    private static VersionChange Of(VersionAction action, KeyTrack track, TimelineVersion version, ReadRecord? record) => new(
        action,
        track.Key,
        version.From,
        version.To,
        version == track.Corrected.Versions[^1],
        action is VersionAction.Copy ? version.Origin.Stored : null,
        record);
}
