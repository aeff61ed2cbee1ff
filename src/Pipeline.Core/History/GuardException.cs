using System.Globalization;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Errors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.History;

/// <summary>A delivery can be read, but accepting it would harm history: its dataset's night is stopped before anything is written.</summary>
public sealed class GuardException : PipelineException
{
    private GuardException(string message) : base(message)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    public static GuardException Empty(string feed, DatasetTally tally, string dataset, Night night, Delivery delivery) => Of($"""
        {delivery.File} of night {night} holds no acceptable record for '{dataset}': {tally.Records} in the file, {tally.Skipped} skipped, {tally.Quarantined} to quarantine.
        '{dataset}' is a full dump, so accepting it would close all {tally.OpenBefore} open version(s).
        bronze.{dataset} and silver.{dataset} are as they were.
        Have the file sent again, then run: ./pipeline run {feed} --night {night}
        """);

    public static GuardException CutInItsLastLine(string feed, string dataset, Night night, Delivery delivery, AcceptedNight before) => Of($"""
        {delivery.File} of night {night} ends without a newline after {delivery.Size} byte(s); the night before it had {before.Size} and ended in one.
        It was most likely cut in its last line, and the records behind the cut would count as deleted by the vendor.
        bronze.{dataset} and silver.{dataset} are as they were.
        Have the file sent again, then run: ./pipeline run {feed} --night {night}
        """);

    public static GuardException ColumnVanished(string feed, string dataset, IReadOnlyList<string> columns, Night night, Delivery delivery) => Of($"""
        No record of {delivery.File} of night {night} has the field of {columns.Count} column(s) of '{dataset}' that the night before had: {string.Join(", ", columns)}.
        Accepting it would turn the column to null in every record, which is a change of format and hardly news.
        bronze.{dataset} and silver.{dataset} are as they were.
        If the field has another name now, change 'from' in the feed file; else have the file sent again. Then run: ./pipeline run {feed} --night {night}
        """);

    public static GuardException SameFile(string feed, string dataset, Night night, Delivery delivery) => Of($"""
        {delivery.File} of night {night} is the same file as the night before (sha256 {delivery.Sha256[..12]}), and '{dataset}' says on_same_file: stop.
        A dataset that changes every night was probably not published anew.
        bronze.{dataset} and silver.{dataset} are as they were.
        When the new file is there, run: ./pipeline run {feed} --night {night}
        """);

    public static GuardException NightBeginsTooEarly(string feed, string dataset, Night night, Night last) => Of($"""
        Night {night} begins at {night.Instant:yyyy-MM-dd HH:mm} UTC by the feed's schedule, and {last}, the last night that '{dataset}' has accepted, began at {last.Instant:yyyy-MM-dd HH:mm} UTC.
        Its versions would begin before those that they follow: the schedule was changed by more than the nights lie apart.
        bronze.{dataset} and silver.{dataset} are as they were.
        A night keeps the instant that it was first expected with, so leave this one out and go on: ./pipeline run {feed} --night {night.Date.AddDays(1):yyyy-MM-dd}
        """);

    public static GuardException NightBeginsTooLate(string feed, string dataset, Night night, Night next) => Of($"""
        Night {night} begins at {night.Instant:yyyy-MM-dd HH:mm} UTC by the feed's schedule, and {next}, the next night that '{dataset}' has accepted, began at {next.Instant:yyyy-MM-dd HH:mm} UTC.
        Its versions would begin after those that follow them: the schedule was changed by more than the nights lie apart.
        bronze.{dataset} and silver.{dataset} are as they were.
        A night keeps the instant that it was first expected with, so leave this one out: ./pipeline status {feed}
        """);

    private static GuardException Of(FormattableString message) => new(message.ToString(CultureInfo.InvariantCulture));
}
