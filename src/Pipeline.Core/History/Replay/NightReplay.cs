using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Replay;

/// <summary>Replays the nights after a corrected one, for the keys that it touches, until the histories with and without the correction are equal.</summary>
internal sealed class NightReplay(
    FeedFile file,
    IReadOnlyList<TrackedDataset> parts,
    DeliveryChanges? changes,
    IVersionHistory silver,
    PastDeliveries past,
    string feed,
    Night correctedNight,
    string workFolder)
{
    private readonly Dictionary<string, TrackedDataset> _byName = parts.ToDictionary(part => part.Dataset.Name);

    private readonly TrackedValues _values = new(parts, changes, silver);

    // Where a parent's state decides about its lists, a settled child may be unsettled again: all are replayed to the end.
    private readonly bool _settlesAtOnce = !file.Lists.Any() || !TrackedKeys.DecidesLists(file.Root);

    /// <summary>Applies a comparison to one of the two histories.</summary>
    /// <returns>How many keys came back.</returns>
    public static long Replay(TrackedDataset part, DatasetChanges changes, DateTime at, bool isCorrected, Func<ReadRecord, Origin> keep)
    {
        var back = 0L;
        foreach (var record in changes.Opened().Concat(changes.Refreshed()))
        {
            var track = part.Active.GetValueOrDefault(record.Key!.Value) ?? Discover(part, record);
            if (track?.Of(isCorrected).Present(at, record.Row, record.Untracked, keep(record)) is Change.Back)
            {
                back++;
            }
        }

        foreach (var key in changes.Gone())
        {
            part.Active.GetValueOrDefault(key)?.Of(isCorrected).Absent(at);
        }

        return back;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var later = parts.SelectMany(part => part.Accepted).Select(one => one.Night).Where(one => one.Date > correctedNight.Date)
            .DistinctBy(one => one.Date).OrderBy(one => one.Date).ToList();
        var last = correctedNight;
        Settle(last);
        foreach (var night in later)
        {
            if (parts.All(part => part.Active.Count == 0) || (!_settlesAtOnce && parts.All(part => part.Active.Values.All(track => track.IsSettled))))
            {
                break;
            }

            var here = parts.Where(part => part.At(night.Date) is not null).ToList();
            here.ForEach(part => part.CountsOf(night.Date).OpenBefore = part.OpenMore());
            var accepted = here.Select(part => part.At(night.Date)!).ToList();
            var definition = await past.DefinitionAsync(file, accepted, cancellationToken);
            var held = await HeldAsync(here, night, cancellationToken);
            if (here.Any(part => NeedsFile(part, Former(definition, part), night, held)))
            {
                await ReadAsync(definition, accepted, night, cancellationToken);
            }
            else
            {
                here.ForEach(part => Infer(part, Former(definition, part).Mode, night, held[part.Dataset.Name]));
            }

            here.ForEach(part => part.CountsOf(night.Date).OpenAfter = part.OpenMore());
            last = night;
            Settle(last);
        }

        foreach (var part in parts)
        {
            foreach (var track in part.Active.Values.Where(track => track.IsSettled).ToList())
            {
                part.Settle(track, last.Instant);
            }
        }
    }

    // A record of a list whose parent was not accepted before: it has no version yet.
    private static KeyTrack? Discover(TrackedDataset part, ReadRecord record) =>
        part.Dataset.Parent is not null && TrackedKeys.DecidesLists(part.Dataset) ? part.Track(record.Key!.Value, record.ParentKey, []) : null;

    private static DatasetDefinition Former(FeedFile definition, TrackedDataset part) =>
        definition.Datasets.First(one => one.Name == part.Dataset.Name);

    private async Task<Dictionary<string, IReadOnlySet<HeldKey>>> HeldAsync(
        List<TrackedDataset> here, Night night, CancellationToken cancellationToken)
    {
        var held = new Dictionary<string, IReadOnlySet<HeldKey>>();
        foreach (var part in here)
        {
            held[part.Dataset.Name] = part.At(night.Date)!.Tally.Quarantined == 0
                ? new HashSet<HeldKey>()
                : await silver.HeldAsync(feed, part.Dataset.Name, night.Date, cancellationToken);
        }

        return held;
    }

    // Whether silver does not show what the night delivered of the keys that are not settled.
    private bool NeedsFile(TrackedDataset part, DatasetDefinition former, Night night, Dictionary<string, IReadOnlySet<HeldKey>> held)
    {
        var unsettled = part.Active.Values.Where(track => !track.IsSettled);
        if (!unsettled.Any())
        {
            return false;
        }

        // Columns that the whole file lacked kept their values (H27): with the correction these may be others.
        var keptColumns = former.OnMissingColumn is OnMissingColumn.Hold && part.At(night.Date)!.MissingColumns.Count > 0;
        if (part.HasUntracked || keptColumns)
        {
            return true;
        }

        if (former.Mode is DatasetMode.Full)
        {
            return held[part.Dataset.Name].Any(one => one.Scope is HoldScope.Siblings) || ParentsHold(part, night, held);
        }

        return file.Lists.Any() || unsettled.Any(track => track.Spans(night.Instant)
            || (TrackedKeys.DecidesLists(part.Dataset)
                && track.Corrected.Open is { } known && track.StoredAt(night.Instant) is { } stored && stored.Fingerprint.Row != known.Row));
    }

    private bool ParentsHold(TrackedDataset part, Night night, Dictionary<string, IReadOnlySet<HeldKey>> held) =>
        part.At(night.Date) is { AbsencesHeld: true }
        || (part.Dataset.Parent is { } parent
            && (!held.TryGetValue(parent, out var above) || above.Count > 0 || ParentsHold(_byName[parent], night, held)));

    private static void Infer(TrackedDataset part, DatasetMode mode, Night night, IReadOnlySet<HeldKey> held)
    {
        var counts = part.CountsOf(night.Date);
        foreach (var track in part.Active.Values)
        {
            var isHeld = held.Contains(new HeldKey(HoldScope.Key, track.Key));
            var stored = track.StoredAt(night.Instant);
            foreach (var isCorrected in new[] { false, true })
            {
                var timeline = track.Of(isCorrected);
                var isHeldOpen = isHeld && timeline.Open is not null;
                var change = isHeld ? Change.None
                    : stored is { } version && (mode is DatasetMode.Full || version.From == night.Instant)
                        ? timeline.Present(night.Instant, version.Fingerprint.Row, version.Fingerprint.Untracked, Origin.OfStored(version.From))
                    : stored is null && mode is DatasetMode.Full ? timeline.Absent(night.Instant)
                    : Change.None;
                counts.Add(change, isHeldOpen, isCorrected ? 1 : -1);
            }
        }
    }

    private async Task ReadAsync(
        FeedFile definition, List<AcceptedNight> accepted, Night night, CancellationToken cancellationToken)
    {
        var delivery = past.Find(file, accepted[0], correctedNight);
        var families = _byName[file.Name].Active.Keys.ToHashSet();
        var tracks = parts.ToDictionary(part => part.Dataset.Name, part => part.Active);
        using var without = await CompareAsync(isCorrected: false);
        using var with = await CompareAsync(isCorrected: true);
        foreach (var (current, corrected) in without.Datasets.Zip(with.Datasets).Where(pair => accepted.Exists(one => one.Dataset == pair.First.Dataset.Name)))
        {
            var part = _byName[current.Dataset.Name];
            var counts = part.CountsOf(night.Date);
            counts.Add(current.Tally, Replay(part, current, night.Instant, isCorrected: false, _ => default), -1);
            counts.Add(corrected.Tally, Replay(part, corrected, night.Instant, isCorrected: true, part.Keep), 1);
            part.HeldChanges.AddRange(corrected.Held.Except(current.Held).Select(key => new HeldChange(night.Date, key, IsHeld: true)));
            part.HeldChanges.AddRange(current.Held.Except(corrected.Held).Select(key => new HeldChange(night.Date, key, IsHeld: false)));
            if (TrackedKeys.DecidesLists(part.Dataset))
            {
                var was = current.Quarantined().Select(record => record.Position.Ordinal).ToHashSet();
                var added = corrected.Quarantined().Where(record => !was.Remove(record.Position.Ordinal)).ToList();
                if (added.Count + was.Count > 0)
                {
                    part.QuarantineChanges.Add(new QuarantineChange(part.At(night.Date)!, delivery.Delivery, added, [.. was.Order()]));
                }
            }
        }

        Task<DeliveryChanges> CompareAsync(bool isCorrected) =>
            new DeliveryComparer(new TrackedVersions(tracks, isCorrected, silver, _values, night.Instant), workFolder)
                .CompareAsync(definition, delivery, cancellationToken, families);
    }

    private void Settle(Night after)
    {
        if (!_settlesAtOnce)
        {
            return;
        }

        var parentsInUse = new HashSet<Hash128>();
        foreach (var part in parts.Reverse())
        {
            var inUse = new HashSet<Hash128>();
            foreach (var track in part.Active.Values.ToList())
            {
                if (track.IsSettled && !parentsInUse.Contains(track.Key))
                {
                    part.Settle(track, after.Instant);
                }
                else if (track.Parent is { } parent)
                {
                    inUse.Add(parent);
                }
            }

            parentsInUse.UnionWith(inUse);
        }
    }
}
