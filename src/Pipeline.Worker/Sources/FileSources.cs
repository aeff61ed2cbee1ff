using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Worker.Sources;

/// <summary>Folders are read by ourselves, servers by way of curl.</summary>
internal sealed class FileSources(CurlOptions options) : IFileSources
{
    /// <inheritdoc/>
    public IFileSource Open(SourceDefinition source, string url)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(url);
        return url.StartsWith("file://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(url, UriKind.Absolute, out var file)
                ? new FolderSource(file.LocalPath)
            : url.Contains("://", StringComparison.Ordinal) ? new CurlSource(source, url, options)
            : new FolderSource(url);
    }
}
