using Pipeline.Core.Nights;

namespace Pipeline.Core.Operations;

/// <summary>Who watches an operation that runs nights: a terminal, a log, a page.</summary>
public interface INightObserver
{
    /// <summary>Runs one night while its steps are watched, and shows its report.</summary>
    /// <param name="run">Runs the night; it is called once.</param>
    Task<NightReport> WatchAsync(Func<INightProgress, Task<NightReport>> run);
}
