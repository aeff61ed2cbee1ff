using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.History;

/// <summary>The limits that stop a dataset's night before bronze and silver are touched.</summary>
internal static class Guards
{
    /// <summary>A night may come at any time, but its versions must begin where it stands among the others. Asked before anything is received.</summary>
    /// <exception cref="GuardException">Its instant does not lie between those of its neighbours: the schedule was changed by more than they lie apart.</exception>
    public static void NightMayCome(string feed, string dataset, Night night, IReadOnlyCollection<AcceptedNight> accepted)
    {
        if (accepted.Any(a => a.Night.Date == night.Date))
        {
            return;
        }

        if (accepted.Where(a => a.Night.Date < night.Date).MaxBy(a => a.Night.Date)?.Night is { } last && last.Instant >= night.Instant)
        {
            throw GuardException.NightBeginsTooEarly(feed, dataset, night, last);
        }

        if (accepted.Where(a => a.Night.Date > night.Date).MinBy(a => a.Night.Date)?.Night is { } next && next.Instant <= night.Instant)
        {
            throw GuardException.NightBeginsTooLate(feed, dataset, night, next);
        }
    }

    /// <summary>Asked for each dataset of a delivery, when it has been compared and nothing is written yet.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="night">The night.</param>
    /// <param name="delivery">The file.</param>
    /// <param name="changes">What it means for one dataset.</param>
    /// <param name="before">The dataset's last accepted night before this one, or null.</param>
    /// <exception cref="GuardException">The delivery must not be accepted.</exception>
    /// <exception cref="ReconciliationException">A full dataset's table is not as its last night left it (H34).</exception>
    public static void ChangesMayBeAccepted(
        string feed, Night night, Delivery delivery, DatasetChanges changes, AcceptedNight? before)
    {
        var (dataset, tally) = (changes.Dataset, changes.Tally);
        if (dataset.Mode is DatasetMode.Full && before is not null && before.OpenAfter != tally.OpenBefore)
        {
            throw ReconciliationException.TableWasChanged(feed, dataset.Name, before, tally.OpenBefore);
        }

        if (dataset is { Mode: DatasetMode.Full, Parent: null } && tally.Accepted == 0)
        {
            throw GuardException.Empty(feed, tally, dataset.Name, night, delivery);
        }

        if (before is { EndsInNewline: true } && !changes.Shape.EndsInNewline && delivery.Size < before.Size)
        {
            throw GuardException.CutInItsLastLine(feed, dataset.Name, night, delivery, before);
        }

        if (before is not null && tally.Accepted > 0 && before.Tally.Accepted > 0
            && before.DefinitionDigest == DefinitionText.Digest(dataset)
            && changes.Shape.MissingColumns.Except(before.MissingColumns).ToList() is { Count: > 0 } vanished)
        {
            throw GuardException.ColumnVanished(feed, dataset.Name, vanished, night, delivery);
        }

        if (dataset.OnSameFile is OnSameFile.Stop && before is not null && before.Night.Date < night.Date && before.Sha256 == delivery.Sha256)
        {
            throw GuardException.SameFile(feed, dataset.Name, night, delivery);
        }
    }
}
