using Pipeline.Core.Faults;

namespace Pipeline.Core.History.Rebuild;

/// <summary>Gold can't be built: nights that a rebuild took out of silver are not told again yet.</summary>
/// <param name="feed">The feed.</param>
/// <param name="plan">What waits.</param>
public sealed class RebuildUnfinishedException(string feed, RebuildPlan plan) : PipelineException(
    $"""
    {plan.Waiting}
    Gold built now would lack what they delivered, so it was not published.
    Gold is as it was; bronze and silver hold what is accepted.
    Go on with it: ./pipeline migrate {feed} --rebuild
    """)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;
}
