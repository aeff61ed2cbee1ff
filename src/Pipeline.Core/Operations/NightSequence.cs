using Pipeline.Core.Faults;
using Pipeline.Core.Nights;

namespace Pipeline.Core.Operations;

/// <summary>Runs nights in order, up to the first that does not end well.</summary>
/// <param name="run">Runs one night.</param>
public sealed class NightSequence(NightlyRun run)
{
    /// <summary>Runs the nights.</summary>
    /// <returns>The reports of the nights that were run; fewer than requests where one did not end well.</returns>
    /// <exception cref="SequenceStoppedException">A night could not be run to its report, and there are others.</exception>
    /// <exception cref="PipelineException">The only night could not begin.</exception>
    public async Task<IReadOnlyList<NightReport>> RunAsync(
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
            catch (Exception fault) when (requests.Count > 1 && fault is not OperationCanceledException)
            {
                throw new SequenceStoppedException(reports, fault);
            }

            if (reports[^1].ExitCode is not ExitCode.Done)
            {
                break;
            }
        }

        return reports;
    }
}

/// <summary>One of several nights could not be run to its report.</summary>
/// <param name="reports">The nights before it.</param>
/// <param name="cause">What stopped it.</param>
public sealed class SequenceStoppedException(IReadOnlyList<NightReport> reports, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>The nights before it.</summary>
    public IReadOnlyList<NightReport> Reports => reports;
}
