using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Deliveries.Sources;

/// <summary>Opens the sources that a feed file declares, so that the night knows no transfer program.</summary>
public interface IFileSources
{
    /// <summary>The source behind a definition, for one night. Nothing is connected yet.</summary>
    /// <param name="source">The source as the feed file declares it.</param>
    /// <param name="url">Its folder or URL with the night's placeholders filled in, or the one that the command line put in its place.</param>
    /// <exception cref="SourceMisconfiguredException">The URL can't be used, or the password is not where the feed file says.</exception>
    IFileSource Open(SourceDefinition source, string url);
}
