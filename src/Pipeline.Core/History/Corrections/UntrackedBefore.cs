using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Replay;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.History.Corrections;

/// <summary>Finds out what untracked columns were before a night: later nights may have refreshed them since (H12).</summary>
/// <remarks>Reads the nights before it again, latest first, until every key that matters is found: on most nights one file does.</remarks>
internal sealed class UntrackedBefore(
    IReadOnlyList<TrackedDataset> parts, SilverBefore before, PastDeliveries past, FeedFile file, Night night, string workFolder)
{
    /// <summary>Recalls them for the keys of a comparison.</summary>
    /// <returns>Whether some were others than silver has now, so that the comparison has to be made again.</returns>
    public async Task<bool> RecallAsync(DeliveryChanges changes, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<string, HashSet<Hash128>>();
        foreach (var part in changes.Datasets)
        {
            wanted[part.Dataset.Name] =
            [
                .. part.Open().Where(key => before.Uncertain(part.Dataset.Name).Contains(key)
                    && !before.Recalled.Contains((part.Dataset.Name, key))),
            ];
        }

        var found = false;
        var dates = parts.SelectMany(part => part.Accepted).Select(one => one.Night.Date).Where(date => date < night.Date).Distinct();
        foreach (var date in dates.OrderDescending())
        {
            if (wanted.Values.All(keys => keys.Count == 0))
            {
                break;
            }

            found |= await RecallAsync(date, wanted, cancellationToken);
        }

        return found;
    }

    private async Task<bool> RecallAsync(DateOnly date, Dictionary<string, HashSet<Hash128>> wanted, CancellationToken cancellationToken)
    {
        var found = false;
        var standing = parts.Select(part => part.At(date)).OfType<AcceptedNight>().ToList();
        var definition = await past.DefinitionAsync(file, standing, cancellationToken);
        var delivery = past.Find(file, standing[0], night);
        using var then = await past.CompareAsync(definition, delivery, before, null, workFolder, cancellationToken);
        foreach (var changes in then.Datasets.Where(changes => standing.Any(one => one.Dataset == changes.Dataset.Name)))
        {
            var name = changes.Dataset.Name;
            if (wanted.GetValueOrDefault(name) is not { Count: > 0 } keys)
            {
                continue;
            }

            var part = parts.Single(one => one.Dataset.Name == name);
            foreach (var record in changes.Refreshed().Where(record => keys.Contains(record.Key!.Value)))
            {
                before.Untracked[(name, record.Key!.Value)] = record.Untracked;
                before.Origins[(name, record.Key.Value)] = part.Keep(record);
                found = true;
            }

            foreach (var key in changes.Confirmed().Where(keys.Remove))
            {
                before.Recalled.Add((name, key));
            }
        }

        return found;
    }
}
