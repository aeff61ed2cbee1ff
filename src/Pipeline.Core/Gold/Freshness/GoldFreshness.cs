using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;

namespace Pipeline.Core.Gold.Freshness;

/// <summary>Which night gold stands for when datasets stand for different ones.</summary>
/// <param name="feed">The feed.</param>
/// <param name="night">The night that the run was asked for.</param>
/// <param name="accepted">Every accepted night of its datasets.</param>
/// <param name="outcomes">What became of them in this run.</param>
internal sealed class GoldFreshness(
    FeedDefinition feed, DateOnly night, IReadOnlyList<AcceptedNight> accepted, IReadOnlyList<DatasetOutcome> outcomes)
{
    private readonly Dictionary<string, DateOnly> _last = accepted
        .GroupBy(night => night.Dataset)
        .ToDictionary(nights => nights.Key, nights => nights.Max(night => night.Night.Date));

    /// <summary>Whether a run has something to say of datasets; publishing on request has not.</summary>
    public bool IsOfRun => outcomes.Count > 0;

    /// <summary>The night that a table stands for, and why it is behind the feed's newest one, or null.</summary>
    /// <param name="datasets">The datasets that the table is made of; null for all of them.</param>
    public (DateOnly Night, string? Reason) NightOf(IReadOnlySet<string>? datasets)
    {
        var newest = _last.Values.Max();
        var read = Read(datasets).ToList();
        var behind = read.Where(name => !_last.TryGetValue(name, out var last) || last < newest || (last < night && WhyNot(name) is not null)).ToList();
        var oldest = read.Where(_last.ContainsKey).Select(name => _last[name]).DefaultIfEmpty(newest).Min();
        return (oldest, behind.Count == 0 ? null : string.Join("; ", behind.Select(Describe)));
    }

    /// <summary>Whether this run itself was newer than a dataset and says why it was not accepted.</summary>
    /// <param name="datasets">The datasets that the table is made of; null for all of them.</param>
    public bool Explains(IReadOnlySet<string>? datasets) =>
        Read(datasets).Any(name => WhyNot(name) is not null && (!_last.TryGetValue(name, out var last) || last < night));

    private IEnumerable<string> Read(IReadOnlySet<string>? datasets) =>
        feed.AllDatasets.Select(dataset => dataset.Name).Where(name => datasets?.Contains(name) ?? true);

    private string Describe(string dataset)
    {
        var why = WhyNot(dataset);
        var stands = _last.TryGetValue(dataset, out var last) ? $"stands for {last:yyyy-MM-dd}" : "was never accepted";
        return why is null ? $"{dataset} {stands}" : $"{dataset} {stands}: {why}";
    }

    private string? WhyNot(string dataset) =>
        outcomes.FirstOrDefault(outcome => outcome.Dataset == dataset)?.Fault?.Summary;
}
