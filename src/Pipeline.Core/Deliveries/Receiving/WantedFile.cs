using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Sources;

namespace Pipeline.Core.Deliveries.Receiving;

/// <summary>The file that is being waited for and received, and who is notified.</summary>
internal sealed class WantedFile(
    IFileSource source, string path, string sourceName, ArchiveNight night, IProgress<ReceiveProgress>? progress)
{
    private ReceiveProgress last = new(0, 0);

    public IFileSource Source => source;

    public string Path => path;

    public string SourceName => sourceName;

    public ArchiveNight Night => night;

    public void Report(long bytes, FileFacts facts, string? note = null) => progress?.Report(last = new(bytes, facts.Size, note));

    public void Report(string note) => progress?.Report(last = last with { Note = note });

    public SourceUnavailableException Missing() => ReceiveFaults.Missing(source, path, sourceName, night);
}
