using Pipeline.Core.Faults;

namespace Pipeline.Core.History.Rebuild;

/// <summary>Gold can't be built: nights that a rebuild took out of silver are not replayed yet.</summary>
/// <param name="feed">The feed.</param>
/// <param name="plan">What waits.</param>
public sealed class RebuildUnfinishedException(string feed, RebuildPlan plan) : PipelineException(
    new Fault
    {
        What = plan.Waiting,
        Why = "Gold built now would lack what they delivered, so it was not published.",
        Untouched = "Gold is unchanged; bronze and silver hold what is accepted.",
        Next = [NextStep.Run("Go on with it", "migrate", feed, "--rebuild")],
    })
{
    /// <summary>How many nights have still to be replayed.</summary>
    public int NightsToGo => plan.Nights.Count;

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;
}
