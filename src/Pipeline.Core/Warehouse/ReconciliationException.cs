using System.Globalization;
using Pipeline.Core.Comparing;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;

namespace Pipeline.Core.Warehouse;

/// <summary>The records of a file, or the open versions after a merge, are not all accounted for (H34).</summary>
public sealed class ReconciliationException : PipelineException
{
    private ReconciliationException(string message) : base(message)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    public static ReconciliationException RecordsAreMissing(string dataset, Night night, DatasetTally tally) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        '{dataset}' of night {night} does not add up: {tally.Records} record(s) in the file, but {tally.Accepted} accepted + {tally.Collapsed} collapsed + {tally.Skipped} skipped + {tally.Quarantined} quarantined.
        A record that is in none of these would be lost without a word, so the night was not accepted.
        silver.{dataset} is as it was. This is a fault of the pipeline, not of the file.
        Keep the archive and report it with the output of: ./pipeline status
        """));

    public static ReconciliationException TableWasChanged(string feed, string dataset, AcceptedNight last, long found) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        silver.{dataset} has {found} open version(s), but night {last.Night} left {last.OpenAfter}.
        Somebody has changed the table by hand, and a night built on it would make that look like news of the source.
        bronze.{dataset} and silver.{dataset} are as they were found.
        Put the table back from a backup; see which nights were accepted: ./pipeline status {feed}
        """));

    public static ReconciliationException VersionsDiffer(string dataset, Night night, long expected, long found) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        RunStamp night {night} would touch {found} version(s) of silver.{dataset}, but what was planned touches {expected}.
        History would no longer equal what was delivered, so the night was rolled back.
        silver.{dataset} is as it was. Somebody may have changed the table by hand.
        See which nights were accepted: ./pipeline status
        """));

    public static ReconciliationException OpenVersionsDiffer(string dataset, Night night, long expected, long found) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        silver.{dataset} would have {found} open version(s) after night {night}, but its keys ask for {expected}.
        History would no longer equal what was delivered, so the night was rolled back.
        silver.{dataset} is as it was. Somebody may have changed the table by hand.
        See which nights were accepted: ./pipeline status
        """));

    public static ReconciliationException DatabaseDiffers(string feed, Reconciled counts) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        The database does not hold what night {counts.Night.Night} of '{counts.Night.Dataset}' says: {counts.Open} open version(s) of {counts.Night.OpenAfter}, {counts.Landed} record(s) in bronze of at least {counts.LandedLeast}, {counts.Quarantined} in quarantine of {counts.Night.Tally.Quarantined}.
        Gold would be made from a table that nobody can explain, so it was not published.
        silver.{counts.Night.Dataset} keeps the night, and gold is as it was. Somebody may have changed a table by hand.
        Find out which records differ: ./pipeline verify {feed} --all
        """));
}
