using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights;

/// <summary>The files that one night was accepted with before this run: those that stand, were replaced, or were taken back.</summary>
internal sealed class FormerFiles
{
    private readonly HashSet<(string Dataset, string Sha256)> _standing;
    private readonly IReadOnlyList<SupersededNight> _superseded;

    private FormerFiles(HashSet<(string Dataset, string Sha256)> standing, IReadOnlyList<SupersededNight> superseded) =>
        (_standing, _superseded) = (standing, superseded);

    public static async Task<FormerFiles> OfAsync(IWarehouse warehouse, string feed, Night night, CancellationToken cancellationToken)
    {
        var accepted = await warehouse.AcceptedAsync(feed, cancellationToken);
        var superseded = await warehouse.SupersededAsync(feed, cancellationToken);
        return new FormerFiles(
            accepted.Where(one => one.Night.Date == night.Date).Select(one => (one.Dataset, one.Sha256)).ToHashSet(),
            [.. superseded.Where(one => one.Night.Date == night.Date)]);
    }

    /// <summary>Whether a file was taken back from this dataset: the archive must not hand it to the next run by itself (H19).</summary>
    /// <remarks>A file that was sent again after it was withdrawn is accepted like any other.</remarks>
    public bool WasWithdrawn(FeedFile file, Delivery delivery) => file.Datasets.Any(part =>
        !_standing.Contains((part.Name, delivery.Sha256))
        && _superseded.Any(one => one.IsWithdrawn && one.Dataset == part.Name && one.Sha256 == delivery.Sha256));

    /// <summary>Whether an approved file was accepted since, with its approval or because no guard asked for one: it must not keep out what comes after it.</summary>
    public bool WasAccepted(FeedFile file, Approval approval) =>
        file.Datasets.All(part => _standing.Contains((part.Name, approval.Sha256)))
        || file.Datasets.Any(part => _superseded.Any(one =>
            one.Dataset == part.Name && one.Sha256 == approval.Sha256 && one.SupersededAt > approval.ApprovedAt.UtcDateTime));
}
