using System.Globalization;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;

namespace Pipeline.Core.Comparing.Guards;

/// <summary>A delivery can be read, but accepting it would harm history: its dataset's night is stopped before anything is written.</summary>
public sealed class GuardException : PipelineException
{
    private GuardException(string message) : base(message)
    {
    }

    /// <summary>What stops the file, where guards do.</summary>
    public IReadOnlyList<GuardFinding> Findings { get; private init; } = [];

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    /// <summary>One or several guards stop a file.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="night">The night.</param>
    /// <param name="stopped">The file: its root dataset and its lists are stopped.</param>
    /// <param name="delivery">The file.</param>
    /// <param name="findings">What stops it.</param>
    /// <param name="explanations">What the file would have done.</param>
    public static GuardException Stopped(
        string feed,
        Night night,
        FeedFile stopped,
        Delivery delivery,
        IReadOnlyList<GuardFinding> findings,
        IReadOnlyList<ChangeExplanation> explanations)
    {
        var what = findings.Select(finding => finding.Detail).Concat(explanations.SelectMany(explanation => explanation.Lines()));
        var lists = stopped.Lists.Select(list => list.Name).ToList();
        var remedies = findings.Select(finding => finding.Remedy).Where(remedy => remedy.Length > 0).Distinct()
            .DefaultIfEmpty("If the file is wrong, have it sent again.");
        return new GuardException(string.Create(CultureInfo.InvariantCulture, $"""
            {string.Join('\n', what)}
            {string.Join(' ', findings.Select(finding => finding.Why).Distinct())}
            bronze.{stopped.Name} and silver.{stopped.Name} are as they were{(lists.Count == 0 ? "" : $", and so are its lists ({string.Join(", ", lists)})")}; the file is kept in the archive.
            {string.Join(' ', remedies)} If it is right as it is, let it through once: ./pipeline approve {feed} --night {night} --dataset {stopped.Name} --delivery {delivery.Sha256} --reason "why". Then run: ./pipeline run {feed} --night {night}
            """)) { Findings = findings };
    }

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
