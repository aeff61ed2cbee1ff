using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Nights;

/// <summary>What a run is asked to do.</summary>
/// <param name="Feed">The feed, with the sources that the command line put in place of its own.</param>
/// <param name="Night">The night to take it through.</param>
/// <param name="IsLatest">Whether it is the latest night, of which the source may hold a newer file than the archive.</param>
/// <param name="OverriddenSources">The sources that the command line named: they are read even where the archive holds the night.</param>
public sealed record NightRequest(
    FeedDefinition Feed, DateOnly Night, bool IsLatest, IReadOnlySet<string> OverriddenSources)
{
    /// <summary>Whether the night is only tried, in a warehouse that is thrown away: what it would do is explained, and the archive stays as it is.</summary>
    public bool IsPlan { get; init; }

    /// <summary>The files that are told again under another definition: their digests, by the name of the file; null where the night is run as usual.</summary>
    public IReadOnlyDictionary<string, string>? Rebuilt { get; init; }

    /// <summary>The files of the night.</summary>
    public IEnumerable<FeedFile> Files => Feed.Files.Where(file => Rebuilt?.ContainsKey(file.Name) != false);
}
