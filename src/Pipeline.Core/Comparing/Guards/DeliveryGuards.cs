using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Comparing.Guards;

/// <summary>The limits that stop a dataset's night before bronze and silver are touched.</summary>
internal static class DeliveryGuards
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

    /// <summary>A full dataset's table must be as its last night left it: no approval helps against a table that was changed by hand.</summary>
    /// <exception cref="ReconciliationException">It is not (H34).</exception>
    public static void TableIsWhole(string feed, IDatasetChanges changes, AcceptedNight? last)
    {
        if (changes.Dataset.Mode is DatasetMode.Full && last is not null && last.OpenAfter != changes.Tally.OpenBefore)
        {
            throw ReconciliationException.TableWasChanged(feed, changes.Dataset.Name, last, changes.Tally.OpenBefore);
        }
    }

    /// <summary>Asked for each dataset of a delivery, when it has been compared and nothing is written yet.</summary>
    /// <param name="night">The night.</param>
    /// <param name="delivery">The file.</param>
    /// <param name="changes">What it means for one dataset.</param>
    /// <param name="before">The nights that the dataset accepted before this one, oldest first.</param>
    public static IReadOnlyList<GuardFinding> Examine(
        Night night, Delivery delivery, IDatasetChanges changes, IReadOnlyList<AcceptedNight> before)
    {
        var file = $"{delivery.File} of night {night}";
        var shape = new ShapeGuards(file, delivery, changes, before.Count == 0 ? null : before[^1]);
        if (shape.Empty() is { } empty)
        {
            return [empty]; // the other limits would only say it again
        }

        var limits = new LimitGuards(file, changes, before.Count == 0 ? null : before[^1]);
        var bands = new BandGuards(file, delivery, changes, before);
        return
        [
            .. new[] { shape.CutOff(), shape.MissingColumns(), shape.NewColumns(night), shape.SameFile() }.OfType<GuardFinding>(),
            .. new[] { limits.Deleted(), limits.Changed(), limits.Quarantined(), bands.Rows(), bands.Size() }.OfType<GuardFinding>(),
        ];
    }
}
