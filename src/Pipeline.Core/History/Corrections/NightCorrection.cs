using Pipeline.Core.Comparing;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Replay;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;

namespace Pipeline.Core.History.Corrections;

/// <summary>
/// The general operation: sets the state of some keys over [a night, the next night that knows better). It places an older night,
/// replaces an accepted one and takes one back (H17, H18, H19). Reads only: nothing is written but temporary files.
/// </summary>
/// <remarks>
/// The history of each key that the night touches is told twice, without the change and with it, night by night until both tell
/// the same. Where silver alone does not tell what a later night delivered, its file is read again from the archive and
/// compared by the same code that compared it first, once with each of the two states.
/// </remarks>
/// <param name="feed">The feed as it is declared now.</param>
/// <param name="table">The datasets of the night's file as their tables are.</param>
/// <param name="night">The night.</param>
/// <param name="accepted">Every night that the feed has accepted.</param>
/// <param name="silver">What silver knows of the past.</param>
/// <param name="archive">Every file that was ever received.</param>
/// <param name="workFolder">Where records wait.</param>
public sealed class NightCorrection(
    FeedDefinition feed,
    TableShape table,
    Night night,
    IReadOnlyList<AcceptedNight> accepted,
    IVersionHistory silver,
    IAcceptedDeliveries archive,
    string workFolder) : IDisposable
{
    private readonly PastDeliveries _past = new(feed, table, archive, silver);
    private readonly IReadOnlyList<TrackedDataset> _parts =
    [
        .. table.File.Datasets.Select(part => new TrackedDataset(
            part, night.Instant, [.. accepted.Where(one => one.Dataset == part.Name).OrderBy(one => one.Night.Date)], workFolder)),
    ];

    private readonly SilverBefore _before = new(
        silver,
        night.Instant,
        accepted.Where(one => table.File.Has(one.Dataset) && one.Night.Date >= night.Date)
            .Select(one => one.Night.Instant).DefaultIfEmpty(DateTime.MaxValue).Min());

    private bool HasUntracked => _parts.Any(part => part.HasUntracked);

    /// <summary>Compares a delivery with silver as if its night and all later ones had never come.</summary>
    /// <exception cref="UnusableDeliveryException">The file as a whole can't be accepted.</exception>
    public async Task<DeliveryChanges> CompareAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var changes = await CompareAsync(table.File, delivery, cancellationToken);
        if (!HasUntracked || !await new UntrackedBefore(_parts, _before, _past, table.File, night, workFolder).RecallAsync(changes, cancellationToken))
        {
            return changes;
        }

        changes.Dispose();
        return await CompareAsync(table.File, delivery, cancellationToken);
    }

    /// <summary>What accepting a delivery for the night, or taking the night back, means for each dataset of the file.</summary>
    /// <param name="delivery">The delivery; null to take the night back.</param>
    /// <param name="changes">What <see cref="CompareAsync(Delivery, CancellationToken)"/> made of it; null to take the night back.</param>
    /// <param name="runId">The run that does it.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="ArchivedNightMissingException">A later night's file is needed, and the archive does not hold it.</exception>
    public async Task<IReadOnlyList<SilverCorrection>> PlanAsync(
        Delivery? delivery, DeliveryChanges? changes, Guid runId, CancellationToken cancellationToken)
    {
        using var former = await FormerChangesAsync(cancellationToken);
        await new TrackedKeys(_parts, silver, night).FindAsync(changes, former, cancellationToken);
        foreach (var part in _parts)
        {
            TellFormer(part, former);
        }

        var back = new Dictionary<string, long>();
        foreach (var part in changes?.Datasets ?? [])
        {
            back[part.Dataset.Name] = NightReplay.Tell(Part(part), part, night.Instant, isNew: true, _ => Origin.Night);
        }

        var retelling = new NightReplay(table.File, _parts, changes, silver, _past, feed.Name, night, workFolder);
        await retelling.RunAsync(cancellationToken);
        return [.. _parts.Select(part => CorrectionPlan.Of(feed.Name, part, night, delivery, changes, back.GetValueOrDefault(part.Dataset.Name), runId))];
    }

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }
    }

    private TrackedDataset Part(DatasetChanges changes) => _parts.Single(part => part.Dataset.Name == changes.Dataset.Name);

    private Task<DeliveryChanges> CompareAsync(FeedFile definition, Delivery delivery, CancellationToken cancellationToken) =>
        _past.CompareAsync(definition, delivery, _before, null, workFolder, cancellationToken);

    // What the night did as it is accepted now. Silver tells it, but for untracked columns, which it keeps no history of.
    private async Task<DeliveryChanges?> FormerChangesAsync(CancellationToken cancellationToken)
    {
        var standing = _parts.Select(part => part.At(night.Date)).OfType<AcceptedNight>().ToList();
        if (!HasUntracked || standing.Count == 0)
        {
            return null;
        }

        var definition = await _past.DefinitionAsync(table.File, standing, cancellationToken);
        var delivery = _past.Find(table.File, standing[0], night);
        var changes = await CompareAsync(definition, delivery, cancellationToken);
        if (!await new UntrackedBefore(_parts, _before, _past, table.File, night, workFolder).RecallAsync(changes, cancellationToken))
        {
            return changes;
        }

        changes.Dispose();
        return await CompareAsync(definition, delivery, cancellationToken);
    }

    private void TellFormer(TrackedDataset part, DeliveryChanges? former)
    {
        foreach (var track in part.Active.Values)
        {
            foreach (var told in new[] { track.Old, track.New })
            {
                if (told.Open is { } open && _before.Origins.TryGetValue((part.Dataset.Name, track.Key), out var origin))
                {
                    (open.Untracked, open.Origin) = (_before.Untracked[(part.Dataset.Name, track.Key)], origin);
                }
            }
        }

        if (part.At(night.Date) is null)
        {
            return;
        }

        if (former?.Datasets.SingleOrDefault(changes => changes.Dataset.Name == part.Dataset.Name) is { } changes)
        {
            NightReplay.Tell(part, changes, night.Instant, isNew: false, _ => Origin.Night);
            return;
        }

        foreach (var track in part.Active.Values)
        {
            if (track.StoredAt(night.Instant) is { } stored)
            {
                track.Old.See(night.Instant, stored.Print.Row, stored.Print.Untracked, Origin.OfStored(stored.From));
            }
            else
            {
                track.Old.Miss(night.Instant);
            }
        }
    }
}
