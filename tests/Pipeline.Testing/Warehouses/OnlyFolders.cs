using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Testing.Warehouses;

/// <summary>Every source is a folder.</summary>
public sealed class OnlyFolders : IFileSources
{
    public IFileSource Open(SourceDefinition source, string url) => new FolderSource(url);
}
