using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Benchmarks;

/// <summary>Every source is a folder: the network is not what is measured.</summary>
internal sealed class FolderSources : IFileSources
{
    public IFileSource Open(SourceDefinition source, string url) => new FolderSource(url);
}
