using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Replay;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.History.Corrections;

/// <summary>Finds out what untracked columns were before a night: later nights may have refreshed them since (H12).</summary>
/// <remarks>Reads the nights before it again, latest first, until every key that matters is found: on most nights one file does.</remarks>
internal sealed class UntrackedBefore(
    IReadOnlyList<TrackedDataset> parts, PastDeliveries past, FeedFile file, Night night, string workFolder)
{
    /// <summary>Looks up the keys of a comparison.</summary>
    /// <param name="changes">The comparison.</param>
    /// <param name="before">What it was made with.</param>
    /// <param name="known">What was looked up before.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <returns>All that is known then. Where it has more values than before, the comparison must be made again with them.</returns>
    public async Task<FormerUntracked> LookUpAsync(
        DeliveryChanges changes, SilverBefore before, FormerUntracked known, CancellationToken cancellationToken)
    {
        var wanted = changes.Datasets.ToDictionary(part => part.Dataset.Name, part => part.Open()
            .Where(key => before.Uncertain(part.Dataset.Name).Contains(key) && !known.Known.Contains((part.Dataset.Name, key)))
            .ToHashSet());
        var values = known.Values.ToDictionary();
        var found = known.Known.ToHashSet();
        var dates = parts.SelectMany(part => part.Accepted).Select(one => one.Night.Date).Where(date => date < night.Date).Distinct();
        foreach (var date in dates.OrderDescending().TakeWhile(_ => wanted.Values.Any(keys => keys.Count > 0)))
        {
            await LookUpAsync(date, before, wanted, values, found, cancellationToken);
        }

        return new FormerUntracked(values, found);
    }

    private async Task LookUpAsync(
        DateOnly date,
        SilverBefore before,
        Dictionary<string, HashSet<Hash128>> wanted,
        Dictionary<(string Dataset, Hash128 Key), (Hash128? Hash, Origin Origin)> values,
        HashSet<(string Dataset, Hash128 Key)> found,
        CancellationToken cancellationToken)
    {
        var accepted = parts.Select(part => part.At(date)).OfType<AcceptedNight>().ToList();
        var definition = await past.DefinitionAsync(file, accepted, cancellationToken);
        var delivery = past.Find(file, accepted[0], night);
        using var former = await new DeliveryComparer(before, workFolder).CompareAsync(definition, delivery, cancellationToken);
        foreach (var changes in former.Datasets.Where(changes => accepted.Exists(one => one.Dataset == changes.Dataset.Name)))
        {
            var name = changes.Dataset.Name;
            if (wanted.GetValueOrDefault(name) is not { Count: > 0 } keys)
            {
                continue;
            }

            var part = parts.Single(one => one.Dataset.Name == name);
            foreach (var record in changes.Refreshed().Where(record => keys.Contains(record.Key!.Value)))
            {
                values[(name, record.Key!.Value)] = (record.Untracked, part.Keep(record));
            }

            foreach (var key in changes.Confirmed().Where(keys.Remove))
            {
                found.Add((name, key));
            }
        }
    }
}
