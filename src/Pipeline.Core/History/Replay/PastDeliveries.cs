using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.History.Replay;

/// <summary>Reads again from the archive what accepted nights delivered, with the definitions that they were read with (decision 6).</summary>
/// <param name="feed">The feed as it is declared now.</param>
/// <param name="table">The datasets of the file as their tables are.</param>
/// <param name="archive">Every file that was ever received.</param>
/// <param name="silver">Where the definitions are kept.</param>
internal sealed class PastDeliveries(FeedDefinition feed, TableShape table, IAcceptedDeliveries archive, IVersionHistory silver)
{
    private readonly Dictionary<string, FeedDefinition> _feeds = [];

    /// <summary>A file as it was defined on a night, with the lists that accepted the night and the current column names of their tables.</summary>
    /// <param name="file">The file as it is declared now.</param>
    /// <param name="accepted">The night, for each dataset of the file that accepted it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<FeedFile> DefinitionAsync(FeedFile file, IReadOnlyList<AcceptedNight> accepted, CancellationToken cancellationToken) =>
        new(await DefinitionAsync(file.Root, accepted, cancellationToken));

    private async Task<DatasetDefinition> DefinitionAsync(
        DatasetDefinition dataset, IReadOnlyList<AcceptedNight> accepted, CancellationToken cancellationToken)
    {
        var own = accepted.FirstOrDefault(night => night.Dataset == dataset.Name);
        var definition = own is null || DefinitionText.Digest(dataset) == own.DefinitionDigest
            ? dataset
            : table.AsInTable((await FeedOfAsync(own.DefinitionDigest, cancellationToken)).AllDatasets.Single(one => one.Name == dataset.Name), own);
        var lists = new List<DatasetDefinition>();
        foreach (var list in dataset.Lists.Where(list => list.WithLists.Any(part => accepted.Any(night => night.Dataset == part.Name))))
        {
            lists.Add(await DefinitionAsync(list, accepted, cancellationToken));
        }

        return definition with { Lists = lists };
    }

    /// <summary>The file of an accepted night.</summary>
    /// <param name="file">The file.</param>
    /// <param name="night">The night.</param>
    /// <param name="corrected">The night that is corrected, for the message.</param>
    /// <exception cref="ArchivedNightMissingException">The archive does not have it.</exception>
    public ArchivedDelivery Find(FeedFile file, AcceptedNight night, Night corrected) =>
        archive.FindAccepted(feed.Name, night.Night.Date, file.Root.Source, file.NameOn(night.Night.Date), night.Sha256) is { } delivery
            ? new ArchivedDelivery(delivery, archive)
            : throw new ArchivedNightMissingException(feed.Name, night, corrected, archive.Root);

    private async Task<FeedDefinition> FeedOfAsync(string digest, CancellationToken cancellationToken)
    {
        if (!_feeds.TryGetValue(digest, out var known))
        {
            known = FeedReader.ReadText(await silver.FeedTextAsync(digest, cancellationToken), feed.Name, feed.Folder);
            _feeds.Add(digest, known);
        }

        return known;
    }
}
