using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.History.Replay;

/// <summary>An older night can't be placed, because the archive no longer holds what a night beside it delivered.</summary>
public sealed class ArchivedNightMissingException(string feed, AcceptedNight missing, Night placed, string archive) : PipelineException(
    new Fault
    {
        What = $"What night {placed} changes in '{missing.Dataset}' depends on what night {missing.Night} delivered, and its file (sha256 {missing.Sha256[..12]}) is not in the archive {archive}.",
        Why = "Without it some versions would begin or end at the wrong night, so nothing is changed.",
        Untouched = $"bronze.{missing.Dataset} and silver.{missing.Dataset} are unchanged.",
        Next = [NextStep.Run("Put the archive back from a backup, then run", "run", feed, "--night", placed.Name)],
    })
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;
}
