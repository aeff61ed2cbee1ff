using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.History.Rebuild;

/// <summary>Which files are replayed from the archive, so that a dataset's history is what its feed file makes of it now.</summary>
/// <param name="Files">The files, with their nights.</param>
public sealed record RebuildPlan(IReadOnlyList<RebuiltFile> Files)
{
    /// <summary>The nights of all files, oldest first.</summary>
    public IReadOnlyList<DateOnly> Nights => [.. Files.SelectMany(file => file.Nights.Keys).Distinct().Order()];

    /// <summary>What waits, where it was begun and is not finished: a sentence for messages.</summary>
    public string Waiting => string.Create(
        CultureInfo.InvariantCulture,
        $"{Nights.Count} night(s) of {string.Join(", ", Files.Select(file => $"'{file.File.Name}'"))} wait to be replayed under the new definition: {Nights[0]:yyyy-MM-dd}..{Nights[^1]:yyyy-MM-dd}.");

    /// <summary>The files that a night is run for: their digests, by the name of the file.</summary>
    public IReadOnlyDictionary<string, string> FilesOf(DateOnly night) =>
        Files.Where(file => file.Nights.ContainsKey(night)).ToDictionary(file => file.File.Name, file => file.Nights[night]);

    /// <summary>What was begun and is not finished: nights that a rebuild took out of silver and that are not accepted again.</summary>
    public static async Task<RebuildPlan> UnfinishedAsync(IWarehouse warehouse, FeedDefinition feed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        ArgumentNullException.ThrowIfNull(feed);
        var superseded = await warehouse.Silver.SupersededAsync(feed.Name, cancellationToken);
        return superseded.Any(night => night.State is SupersededState.Rebuilt)
            ? Unfinished(feed, new AcceptedNights(await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken)), superseded)
            : new RebuildPlan([]);
    }

    /// <summary>The nights that a rebuild took out of silver and that are not accepted again.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="accepted">Its accepted nights.</param>
    /// <param name="superseded">Its superseded nights.</param>
    internal static RebuildPlan Unfinished(FeedDefinition feed, AcceptedNights accepted, IReadOnlyList<SupersededNight> superseded)
    {
        var waiting = superseded
            .GroupBy(night => (night.Dataset, night.Night.Date))
            .Where(night => accepted.At(night.Key.Dataset, night.Key.Date) is null)
            .Select(night => night.MaxBy(one => one.SupersededAt)!)
            .Where(night => night.State is SupersededState.Rebuilt)
            .ToList();
        return new RebuildPlan([.. feed.Files
            .Select(file => new RebuiltFile(file, ByNight(
                waiting.Where(night => file.Has(night.Dataset)).Select(night => (night.Night.Date, night.Sha256)))))
            .Where(file => file.Nights.Count > 0)]);
    }

    internal static IReadOnlyDictionary<DateOnly, string> ByNight(IEnumerable<(DateOnly Date, string Sha256)> nights) =>
        new SortedDictionary<DateOnly, string>(nights.DistinctBy(night => night.Date).ToDictionary(night => night.Date, night => night.Sha256));
}

/// <summary>One file and the nights that it is replayed for.</summary>
/// <param name="File">The file.</param>
/// <param name="Nights">The digest of each night's file, oldest first.</param>
public sealed record RebuiltFile(FeedFile File, IReadOnlyDictionary<DateOnly, string> Nights);
