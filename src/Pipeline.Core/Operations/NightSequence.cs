using Pipeline.Core.Faults;
using Pipeline.Core.Nights;

namespace Pipeline.Core.Operations;

/// <summary>Runs nights in order, up to the first that does not end well.</summary>
/// <param name="run">Runs one night.</param>
public sealed class NightSequence(NightlyRun run)
{
    /// <summary>Runs the nights.</summary>
    /// <returns>How far they came.</returns>
    public async Task<NightSequenceResult> RunAsync(
        IReadOnlyList<NightRequest> requests, INightObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(observer);
        var reports = new List<NightReport>();
        foreach (var request in requests)
        {
            try
            {
                reports.Add(await observer.WatchAsync(progress => run.RunAsync(request, progress, cancellationToken)));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                return new NightSequenceResult(reports, fault);
            }

            if (reports[^1].ExitCode is not ExitCode.Done)
            {
                break;
            }
        }

        return new NightSequenceResult(reports, null);
    }
}

/// <summary>How far nights in order came.</summary>
/// <param name="Reports">The reports of the nights that were run; fewer than requests where one did not end well.</param>
/// <param name="Cause">What kept the night behind them from its report; null where every night that was begun has one.</param>
public sealed record NightSequenceResult(IReadOnlyList<NightReport> Reports, Exception? Cause)
{
    /// <summary>The number, from 0, of the night that did not end well; null where every night did.</summary>
    public int? StoppedAt => Cause is not null ? Reports.Count
        : Reports.Count > 0 && Reports[^1].ExitCode is not ExitCode.Done ? Reports.Count - 1
        : null;
}
