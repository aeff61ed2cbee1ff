using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights;

/// <summary>The files of one night that were taken back: the archive must not hand them to the next run by itself (H19).</summary>
internal sealed class WithdrawnFiles
{
    private readonly HashSet<(string Dataset, string Sha256)> _files;

    private WithdrawnFiles(HashSet<(string Dataset, string Sha256)> files) => _files = files;

    public static async Task<WithdrawnFiles> OfAsync(IWarehouse warehouse, string feed, Night night, CancellationToken cancellationToken)
    {
        var files = (await warehouse.SupersededAsync(feed, cancellationToken))
            .Where(one => one.IsWithdrawn && one.Night.Date == night.Date)
            .Select(one => (one.Dataset, one.Sha256))
            .ToHashSet();
        if (files.Count > 0)
        {
            // A file that was sent again after it was withdrawn is accepted like any other.
            files.ExceptWith((await warehouse.AcceptedAsync(feed, cancellationToken))
                .Where(one => one.Night.Date == night.Date)
                .Select(one => (one.Dataset, one.Sha256)));
        }

        return new WithdrawnFiles(files);
    }

    /// <summary>Whether a file was taken back from this dataset.</summary>
    public bool Holds(DatasetDefinition dataset, Delivery delivery) =>
        dataset.WithLists.Any(part => _files.Contains((part.Name, delivery.Sha256)));
}
