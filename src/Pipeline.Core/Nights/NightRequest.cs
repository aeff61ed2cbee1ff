using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Nights;

/// <summary>What a run is asked to do.</summary>
/// <param name="Feed">The feed, with the sources that the command line put in place of its own.</param>
/// <param name="Night">The night to take it through.</param>
/// <param name="IsLatest">Whether it is the latest night, of which the source may have a newer file than the archive.</param>
/// <param name="OverriddenSources">The sources that the command line named: they are read even where the archive has the night.</param>
public sealed record NightRequest(
    FeedDefinition Feed, DateOnly Night, bool IsLatest, IReadOnlySet<string> OverriddenSources)
{
    /// <summary>How the night is run.</summary>
    /// <value>The default is <see cref="NightMode.Run"/>.</value>
    public NightMode Mode { get; init; } = NightMode.Run;

    /// <summary>The files that are loaded: all of the feed, or those of a rebuild.</summary>
    public IEnumerable<FeedFile> Files => Feed.Files.Where(file => Mode.RebuiltFiles?.ContainsKey(file.Name) != false);
}
