using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Ledger;

/// <summary>The nights that a feed's datasets have accepted, as one run knows them.</summary>
/// <remarks>
/// A run reads them once, under its lease, and adds each night that it merges: nobody else can accept one meanwhile. What a night
/// costs in statements does not grow with the number of nights.
/// </remarks>
/// <param name="nights">The accepted nights, in any order.</param>
public sealed class AcceptedNights(IEnumerable<AcceptedNight> nights)
{
    private readonly Dictionary<string, IReadOnlyList<AcceptedNight>> _nights = nights
        .GroupBy(night => night.Dataset)
        .ToDictionary(group => group.Key, group => (IReadOnlyList<AcceptedNight>)[.. group.OrderBy(night => night.Night.Date)]);

    /// <summary>Whether no dataset has accepted a night.</summary>
    public bool IsEmpty => !All.Any();

    /// <summary>Every accepted night of every dataset.</summary>
    public IEnumerable<AcceptedNight> All => _nights.Values.SelectMany(nights => nights);

    /// <summary>The newest night that some dataset has accepted; null where there is none.</summary>
    public DateOnly? Newest => IsEmpty ? null : All.Max(night => night.Night.Date);

    /// <summary>The nights of one dataset, oldest first. The list does not change when nights are added.</summary>
    public IReadOnlyList<AcceptedNight> Of(string dataset) => _nights.GetValueOrDefault(dataset) ?? [];

    /// <summary>The nights of a file's datasets on one date.</summary>
    public IReadOnlyList<AcceptedNight> On(DateOnly night, FeedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return [.. file.Datasets.Select(dataset => At(dataset.Name, night)).OfType<AcceptedNight>()];
    }

    /// <summary>A dataset's night; null where it is not accepted.</summary>
    public AcceptedNight? At(string dataset, DateOnly night) => Of(dataset).FirstOrDefault(one => one.Night.Date == night);

    /// <summary>The newest night of a dataset; null where there is none.</summary>
    public AcceptedNight? LastOf(string dataset) => Of(dataset) is [.., var last] ? last : null;

    /// <summary>The nights of a dataset before a date, oldest first.</summary>
    public IReadOnlyList<AcceptedNight> Before(DateOnly night, string dataset) => [.. Of(dataset).TakeWhile(one => one.Night.Date < night)];

    /// <summary>Whether every dataset of a feed has accepted a night.</summary>
    public bool AreAllAccepted(FeedDefinition feed, DateOnly night)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return feed.AllDatasets.All(dataset => At(dataset.Name, night) is not null);
    }

    /// <summary>Notes what a merge has committed: an accepted night, or the new counts of one.</summary>
    public void Add(AcceptedNight night)
    {
        ArgumentNullException.ThrowIfNull(night);
        _nights[night.Dataset] = [.. Of(night.Dataset).Where(one => one.Night.Date != night.Night.Date).Append(night).OrderBy(one => one.Night.Date)];
    }

    /// <summary>Notes that a dataset's night was withdrawn.</summary>
    public void Remove(string dataset, DateOnly night) => _nights[dataset] = [.. Of(dataset).Where(one => one.Night.Date != night)];
}
