using System.Collections.Frozen;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Gold.Freshness;

/// <summary>Which night a table of gold represents when its datasets have accepted different ones.</summary>
/// <param name="feed">The feed.</param>
/// <param name="night">The night that the run was asked for.</param>
/// <param name="accepted">The feed's accepted nights, those of this run included.</param>
/// <param name="faults">Why this run did not accept the night, by dataset.</param>
internal sealed class GoldFreshness(FeedDefinition feed, DateOnly night, AcceptedNights accepted, IReadOnlyDictionary<string, string> faults)
{
    private readonly FrozenDictionary<string, DateOnly> _last = accepted.All
        .GroupBy(night => night.Dataset)
        .ToFrozenDictionary(nights => nights.Key, nights => nights.Max(night => night.Night.Date));

    /// <summary>The night that a table represents, and why it is behind the feed's newest one; null where it is not.</summary>
    /// <param name="datasets">The datasets that the table is made of; null for all of them.</param>
    public (DateOnly Night, string? Reason) NightOf(IReadOnlySet<string>? datasets)
    {
        var newest = _last.Values.Max();
        var read = Read(datasets).ToList();
        var behind = read.Where(name => !_last.TryGetValue(name, out var last) || last < newest || (last < night && faults.ContainsKey(name))).ToList();
        var oldest = read.Where(_last.ContainsKey).Select(name => _last[name]).DefaultIfEmpty(newest).Min();
        return (oldest, behind.Count == 0 ? null : string.Join("; ", behind.Select(Describe)));
    }

    /// <summary>Whether the run's night is newer than a dataset's last one, and the run says why it was not accepted.</summary>
    /// <param name="datasets">The datasets that the table is made of; null for all of them.</param>
    public bool Explains(IReadOnlySet<string>? datasets) =>
        Read(datasets).Any(name => faults.ContainsKey(name) && (!_last.TryGetValue(name, out var last) || last < night));

    private IEnumerable<string> Read(IReadOnlySet<string>? datasets) =>
        feed.AllDatasets.Select(dataset => dataset.Name).Where(name => datasets?.Contains(name) ?? true);

    private string Describe(string dataset)
    {
        var stands = _last.TryGetValue(dataset, out var last) ? $"is as of {last:yyyy-MM-dd}" : "was never accepted";
        return faults.TryGetValue(dataset, out var why) ? $"{dataset} {stands}: {why}" : $"{dataset} {stands}";
    }
}
