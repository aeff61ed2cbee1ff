using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Ledger;

/// <summary>The records of a file, or the open versions after a merge, are not all accounted for (H34).</summary>
public sealed class ReconciliationException : PipelineException
{
    private ReconciliationException(Fault fault) : base(fault)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    public static ReconciliationException RecordsAreMissing(string dataset, Night night, DatasetTally tally) => new(new Fault
    {
        What = $"'{dataset}' of night {night} does not add up: {tally.Records} record(s) in the file, but {tally.Accepted} accepted + {tally.Collapsed} collapsed + {tally.Skipped} skipped + {tally.Quarantined} quarantined.",
        Why = "A record that is in none of these would be lost without a word, so the night was not accepted.",
        Untouched = $"silver.{dataset} is unchanged. This is a fault of the pipeline, not of the file.",
        Next = [NextStep.Run("Keep the archive and report it with the output of", "status")],
    });

    public static ReconciliationException TableWasChanged(string feed, string dataset, AcceptedNight last, long found) => new(new Fault
    {
        What = $"silver.{dataset} has {found} open version(s), but night {last.Night} left {last.OpenAfter}.",
        Why = "Somebody has changed the table by hand, and a night built on it would make that look like news of the source.",
        Untouched = $"bronze.{dataset} and silver.{dataset} are unchanged.",
        Next = [NextStep.Run("Put the table back from a backup; see which nights were accepted", "status", feed)],
    });

    public static ReconciliationException VersionsDiffer(string dataset, Night night, long expected, long found) => new(new Fault
    {
        What = $"Correcting night {night} would touch {found} version(s) of silver.{dataset}, but what was planned touches {expected}.",
        Why = "History would no longer equal what was delivered, so the night was rolled back.",
        Untouched = $"silver.{dataset} is unchanged. Somebody may have changed the table by hand.",
        Next = [NextStep.Run("See which nights were accepted", "status")],
    });

    public static ReconciliationException OpenVersionsDiffer(string dataset, Night night, long expected, long found) => new(new Fault
    {
        What = $"silver.{dataset} would have {found} open version(s) after night {night}, but its keys ask for {expected}.",
        Why = "History would no longer equal what was delivered, so the night was rolled back.",
        Untouched = $"silver.{dataset} is unchanged. Somebody may have changed the table by hand.",
        Next = [NextStep.Run("See which nights were accepted", "status")],
    });

    public static ReconciliationException DatabaseDiffers(string feed, Reconciled counts) => new(new Fault
    {
        What = $"The database does not hold what night {counts.Night.Night} of '{counts.Night.Dataset}' says: {counts.Open} open version(s) of {counts.Night.OpenAfter}, {counts.Landed} record(s) in bronze of at least {counts.LandedLeast}, {counts.Quarantined} in quarantine of {counts.Night.Tally.Quarantined}.",
        Why = "Gold would be made from a table that nobody can explain, so it was not published.",
        Untouched = $"silver.{counts.Night.Dataset} keeps the night, and gold is unchanged. Somebody may have changed a table by hand.",
        Next = [NextStep.Run("Find out which records differ", "verify", feed, "--all")],
    });
}
