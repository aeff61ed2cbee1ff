using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.History;

/// <summary>The definitions that accepted nights were read with (H31), from the feed files that are kept beside silver.</summary>
internal sealed class ReadDefinitions(IAudit audit, FeedDefinition feed)
{
    private readonly Dictionary<string, DatasetDefinition?> _known = new(StringComparer.Ordinal);

    /// <summary>The definition that a night was read with; null where it is lost or no longer understood.</summary>
    public async Task<DatasetDefinition?> OfAsync(AcceptedNight night, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(night.DefinitionDigest, out var definition))
        {
            definition = Read(night, await audit.FeedTextAsync(night.DefinitionDigest, cancellationToken));
            _known.Add(night.DefinitionDigest, definition);
        }

        return definition;
    }

    /// <summary>The definition of a night that was asked for before.</summary>
    public DatasetDefinition? Of(AcceptedNight night) => _known.GetValueOrDefault(night.DefinitionDigest);

    /// <summary>A file as one night was read: its root and the lists that accepted the night, each with the definition that it was read with.</summary>
    /// <param name="root">The root dataset.</param>
    /// <param name="lists">The night's lists.</param>
    public static FeedFile FileOf(DatasetDefinition root, IReadOnlyList<DatasetDefinition> lists) => new(Compose(root, lists));

    private static DatasetDefinition Compose(DatasetDefinition dataset, IReadOnlyList<DatasetDefinition> lists) => dataset with
    {
        Lists = [.. lists.Where(list => list.Parent == dataset.Name).Select(list => Compose(list, lists))],
    };

    private DatasetDefinition? Read(AcceptedNight night, string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return FeedReader.ReadText(text, feed.Name, feed.Folder).AllDatasets.FirstOrDefault(dataset => dataset.Name == night.Dataset);
        }
        catch (InvalidFeedException)
        {
            return null;
        }
    }
}
