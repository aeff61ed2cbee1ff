using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Nights.Steps;

/// <summary>The files that one night was accepted with before this run: current, replaced or withdrawn ones.</summary>
internal sealed class FormerFiles
{
    private readonly HashSet<(string Dataset, string Sha256)> _current;
    private readonly IReadOnlyList<SupersededNight> _superseded;

    /// <param name="night">The night.</param>
    /// <param name="accepted">The feed's accepted nights, before this run accepts one.</param>
    /// <param name="superseded">The feed's superseded nights.</param>
    public FormerFiles(Night night, AcceptedNights accepted, IReadOnlyList<SupersededNight> superseded)
    {
        _current = accepted.All.Where(one => one.Night.Date == night.Date).Select(one => (one.Dataset, one.Sha256)).ToHashSet();
        _superseded = [.. superseded.Where(one => one.Night.Date == night.Date)];
    }

    /// <summary>Whether a file was withdrawn from this night: the archive must not give it to the next run (H19).</summary>
    /// <remarks>A file that was sent again after it was withdrawn is accepted like any other.</remarks>
    public bool WasWithdrawn(FeedFile file, Delivery delivery) => file.Datasets.Any(part =>
        !_current.Contains((part.Name, delivery.Sha256))
        && _superseded.Any(one => one.IsWithdrawn && one.Dataset == part.Name && one.Sha256 == delivery.Sha256));

    /// <summary>Whether an approved file was accepted since, with its approval or because no guard required one: it must not keep out the files that follow it.</summary>
    public bool WasAccepted(FeedFile file, Approval approval) =>
        file.Datasets.All(part => _current.Contains((part.Name, approval.Sha256)))
        || file.Datasets.Any(part => _superseded.Any(one =>
            one.Dataset == part.Name && one.Sha256 == approval.Sha256 && one.SupersededAt > approval.ApprovedAt.UtcDateTime));
}
