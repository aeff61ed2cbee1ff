using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Comparing.Guards;

/// <summary>A delivery can be read, but accepting it would harm history: its dataset's night is stopped before anything is written.</summary>
public sealed class GuardException : PipelineException
{
    private GuardException(Fault fault) : base(fault)
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
            .DefaultIfEmpty("If the file is wrong, have it sent again")
            .Select(remedy => new NextStep(remedy));
        return new GuardException(new Fault
        {
            What = string.Join('\n', what),
            Why = string.Join(' ', findings.Select(finding => finding.Why).Distinct()),
            Untouched = FormattableString.Invariant($"bronze.{stopped.Name} and silver.{stopped.Name} are unchanged{(lists.Count == 0 ? "" : $", and so are its lists ({string.Join(", ", lists)})")}; the file is kept in the archive."),
            Next =
            [
                .. remedies,
                NextStep.Run(
                    "If it is right as it is, approve it once",
                    "approve", feed, "--night", night.Name, "--dataset", stopped.Name, "--delivery", delivery.Sha256, "--reason", "why"),
                NextStep.Run("Then run", "run", feed, "--night", night.Name),
            ],
        })
        { Findings = findings };
    }

    public static GuardException NightBeginsTooEarly(string feed, string dataset, Night night, Night last) => new(new Fault
    {
        What = FormattableString.Invariant($"Night {night} begins at {night.Instant:yyyy-MM-dd HH:mm} UTC by the feed's schedule, and {last}, the last night that '{dataset}' has accepted, began at {last.Instant:yyyy-MM-dd HH:mm} UTC."),
        Why = "Its versions would begin before those that they follow: the schedule was changed by more than the nights lie apart.",
        Untouched = $"bronze.{dataset} and silver.{dataset} are unchanged.",
        Next = [NextStep.Run("A night keeps the instant that it was first expected with, so leave this one out and go on", "run", feed, "--night", FormattableString.Invariant($"{night.Date.AddDays(1):yyyy-MM-dd}"))],
    });

    public static GuardException NightBeginsTooLate(string feed, string dataset, Night night, Night next) => new(new Fault
    {
        What = FormattableString.Invariant($"Night {night} begins at {night.Instant:yyyy-MM-dd HH:mm} UTC by the feed's schedule, and {next}, the next night that '{dataset}' has accepted, began at {next.Instant:yyyy-MM-dd HH:mm} UTC."),
        Why = "Its versions would begin after those that follow them: the schedule was changed by more than the nights lie apart.",
        Untouched = $"bronze.{dataset} and silver.{dataset} are unchanged.",
        Next = [NextStep.Run("A night keeps the instant that it was first expected with, so leave this one out", "status", feed)],
    });

}
