using Pipeline.Core.Comparing;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Replay;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Corrections;

/// <summary>
/// The general operation: sets the state of some keys over [a night, the next night that says otherwise). It accepts an older
/// night, replaces an accepted one and withdraws one (H17, H18, H19). Reads only: nothing is written but temporary files.
/// </summary>
/// <remarks>
/// The history of each key that the night touches is replayed twice, without the correction and with it, night by night until
/// both are equal. Where silver alone does not show what a later night delivered, its file is read again from the archive and
/// compared by the same code that compared it first, once with each of the two states.
/// </remarks>
/// <param name="feed">The feed as it is declared now.</param>
/// <param name="table">The datasets of the night's file as their tables are.</param>
/// <param name="night">The night.</param>
/// <param name="accepted">The nights that the feed has accepted.</param>
/// <param name="silver">What silver knows of the past.</param>
/// <param name="archive">Every file that was ever received.</param>
/// <param name="workFolder">Where records wait.</param>
public sealed class NightCorrection(
    FeedDefinition feed,
    TableShape table,
    Night night,
    AcceptedNights accepted,
    IVersionHistory silver,
    IAcceptedDeliveries archive,
    string workFolder) : IDisposable
{
    private readonly PastDeliveries _past = new(feed, table, archive, silver);
    private readonly IReadOnlyList<TrackedDataset> _parts =
        [.. table.File.Datasets.Select(part => new TrackedDataset(part, night.Instant, accepted.Of(part.Name), workFolder))];

    private readonly DateTime _firstLater = table.File.Datasets.SelectMany(part => accepted.Of(part.Name))
        .Where(one => one.Night.Date >= night.Date)
        .Select(one => one.Night.Instant).DefaultIfEmpty(DateTime.MaxValue).Min();

    private FormerUntracked _former = FormerUntracked.Nothing;

    private bool HasUntracked => _parts.Any(part => part.HasUntracked);

    /// <summary>Compares a delivery with silver as if its night and all later ones had never come.</summary>
    /// <exception cref="UnusableDeliveryException">The file as a whole can't be accepted.</exception>
    public Task<DeliveryChanges> CompareAsync(ArchivedDelivery delivery, CancellationToken cancellationToken) =>
        CompareAsync(table.File, delivery, cancellationToken);

    /// <summary>What accepting a delivery for the night, or withdrawing the night, corrects in each dataset of the file.</summary>
    /// <param name="delivery">The delivery; null to withdraw the night.</param>
    /// <param name="changes">Its changes, from <see cref="CompareAsync(ArchivedDelivery, CancellationToken)"/>; null to withdraw the night.</param>
    /// <param name="run">The run that does it.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="ArchivedNightMissingException">A later night's file is needed, and the archive does not have it.</exception>
    public async Task<IReadOnlyList<SilverCorrection>> PlanAsync(
        Delivery? delivery, DeliveryChanges? changes, RunStamp run, CancellationToken cancellationToken)
    {
        using var former = await FormerChangesAsync(cancellationToken);
        await new TrackedKeys(_parts, silver, night).FindAsync(changes, former, cancellationToken);
        foreach (var part in _parts)
        {
            ReplayFormer(part, former);
        }

        var back = new Dictionary<string, long>();
        foreach (var part in changes?.Datasets ?? [])
        {
            back[part.Dataset.Name] = NightReplay.Replay(Part(part), part, night.Instant, isCorrected: true, _ => Origin.Night);
        }

        await new NightReplay(table.File, _parts, changes, silver, _past, feed.Name, night, workFolder).RunAsync(cancellationToken);
        return [.. _parts.Select(part => CorrectionPlan.Of(run, part, night, delivery, changes, back.GetValueOrDefault(part.Dataset.Name)))];
    }

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }
    }

    private TrackedDataset Part(DatasetChanges changes) => _parts.Single(part => part.Dataset.Name == changes.Dataset.Name);

    // Compared once, and once more where the untracked columns of some keys turn out to have been different before the night.
    private async Task<DeliveryChanges> CompareAsync(FeedFile definition, ArchivedDelivery delivery, CancellationToken cancellationToken)
    {
        var before = new SilverBefore(silver, night.Instant, _firstLater, _former);
        var changes = await new DeliveryComparer(before, workFolder).CompareAsync(definition, delivery, cancellationToken);
        if (!HasUntracked)
        {
            return changes;
        }

        var known = _former;
        try
        {
            _former = await new UntrackedBefore(_parts, _past, table.File, night, workFolder).LookUpAsync(changes, before, known, cancellationToken);
        }
        catch
        {
            changes.Dispose();
            throw;
        }

        if (_former.Values.Count == known.Values.Count)
        {
            return changes;
        }

        changes.Dispose();
        return await new DeliveryComparer(new SilverBefore(silver, night.Instant, _firstLater, _former), workFolder)
            .CompareAsync(definition, delivery, cancellationToken);
    }

    // What the night changed as it is accepted now. Silver shows it, except for untracked columns, of which it keeps no history.
    private async Task<DeliveryChanges?> FormerChangesAsync(CancellationToken cancellationToken)
    {
        var current = _parts.Select(part => part.At(night.Date)).OfType<AcceptedNight>().ToList();
        return !HasUntracked || current.Count == 0
            ? null
            : await CompareAsync(
                await _past.DefinitionAsync(table.File, current, cancellationToken), _past.Find(table.File, current[0], night), cancellationToken);
    }

    // Brings the history without the correction from just before the night to just after it.
    private void ReplayFormer(TrackedDataset part, DeliveryChanges? former)
    {
        foreach (var track in part.Active.Values)
        {
            foreach (var timeline in new[] { track.Current, track.Corrected })
            {
                if (timeline.Open is { } open && _former.Values.TryGetValue((part.Dataset.Name, track.Key), out var untracked))
                {
                    (open.Untracked, open.Origin) = untracked;
                }
            }
        }

        if (part.At(night.Date) is null)
        {
            return;
        }

        if (former?.Datasets.SingleOrDefault(changes => changes.Dataset.Name == part.Dataset.Name) is { } changes)
        {
            NightReplay.Replay(part, changes, night.Instant, isCorrected: false, _ => Origin.Night);
            return;
        }

        foreach (var track in part.Active.Values)
        {
            if (track.StoredAt(night.Instant) is { } stored)
            {
                track.Current.Present(night.Instant, stored.Fingerprint.Row, stored.Fingerprint.Untracked, Origin.OfStored(stored.From));
            }
            else
            {
                track.Current.Absent(night.Instant);
            }
        }
    }
}
