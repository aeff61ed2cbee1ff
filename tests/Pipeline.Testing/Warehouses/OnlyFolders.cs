using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds;

namespace Pipeline.Testing.Warehouses;

/// <summary>Every source is a folder.</summary>
public sealed class OnlyFolders : IFileSources
{
    public IFileSource Open(SourceDefinition source, string url) => new FolderSource(url);
}
