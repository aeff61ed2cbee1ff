using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Worker.Cli.Output;

/// <summary>The report of a night, for people. Faults are distinguished from it, in their own words.</summary>
internal sealed class NightText(Terminal terminal, IWarehouse warehouse)
{
    private sealed record Count(string Header, bool IsOptional, Func<DatasetOutcome, long> Of);

    // "back" is a part of "new"; the columns that are mostly 0 are shown where they are not.
    private static readonly Count[] Counts =
    [
        new("new", false, outcome => Tally(outcome).New),
        new("of them back", false, outcome => outcome.Accepted!.Back),
        new("changed", false, outcome => Tally(outcome).Changed),
        new("refreshed", true, outcome => Tally(outcome).Refreshed),
        new("gone", false, outcome => Tally(outcome).Gone),
        new("unchanged", false, outcome => Tally(outcome).Unchanged),
        new("held", false, outcome => Tally(outcome).Held),
        new("quarantined", false, outcome => Tally(outcome).Quarantined),
        new("collapsed", true, outcome => Tally(outcome).Collapsed),
        new("skipped", true, outcome => Tally(outcome).Skipped),
        new("records", false, outcome => Tally(outcome).Records),
    ];

    public void Write(NightReport report)
    {
        terminal.WriteLine($"{report.Feed}, night {report.Night}");
        terminal.Write(Table(report));
        WriteQuarantine(report);
        WriteRewritten(report);
        WriteGold(report);
        terminal.WriteLine();
    }

    /// <summary>What became of gold alone.</summary>
    public void WriteGold(NightReport report)
    {
        foreach (var warning in report.Warnings)
        {
            terminal.WriteLine($"warning: {warning}");
        }

        terminal.WriteLine(Gold(report.Feed, report.Gold));
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(report.Faults.Any() ? "finished with errors after" : "finished after")} {report.Elapsed.TotalSeconds:0.0} s"));
    }

    private static TextTable Table(NightReport report)
    {
        var shown = Counts.Where(count => !count.IsOptional || Accepted(report).Any(outcome => count.Of(outcome) > 0)).ToList();
        var table = new TextTable(["dataset", .. shown.Select(count => $">{count.Header}"), "state"]);
        foreach (var outcome in report.Datasets)
        {
            table.Add([
                outcome.Dataset,
                .. shown.Select(count => outcome.Accepted is null ? "" : count.Of(outcome).ToString(CultureInfo.InvariantCulture)),
                State(outcome.State),
            ]);
        }

        return table;
    }

    private static IEnumerable<DatasetOutcome> Accepted(NightReport report) => report.Datasets.Where(outcome => outcome.Accepted is not null);

    private static DatasetTally Tally(DatasetOutcome outcome) => outcome.Accepted!.Tally;

    private static string State(DatasetState state) => state switch
    {
        DatasetState.Accepted => "accepted",
        DatasetState.AlreadyAccepted => "accepted before",
        DatasetState.Withdrawn => "withdrawn",
        _ => "not accepted",
    };

    private void WriteQuarantine(NightReport report)
    {
        var quarantined = Accepted(report).Sum(outcome => Tally(outcome).Quarantined);
        if (quarantined > 0)
        {
            terminal.WriteLine(NextStep.Run(
                FormattableString.Invariant($"quarantined: {quarantined} record(s); to see them"), "quarantine", report.Feed, "--night", report.Night.Name));
        }
    }

    private void WriteRewritten(NightReport report)
    {
        foreach (var (outcome, history) in Rewritten(report).Where(one => !one.History.IsQuiet))
        {
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{outcome.Dataset}: the night was {What(outcome, history)}; {history.Superseded} version(s) superseded, {history.Written} written; counts of {history.Recounted} later night(s) corrected"));
        }

        foreach (var quiet in Rewritten(report).Where(one => one.History.IsQuiet).GroupBy(one => What(one.Outcome, one.History), one => one.Outcome.Dataset))
        {
            terminal.WriteLine($"{string.Join(", ", quiet)}: the night was {quiet.Key}; no version and no count of another night changed");
        }
    }

    private static IEnumerable<(DatasetOutcome Outcome, CorrectedHistory History)> Rewritten(NightReport report) =>
        report.Datasets.Where(outcome => outcome.Rewritten is not null).Select(outcome => (outcome, outcome.Rewritten!));

    private static string What(DatasetOutcome outcome, CorrectedHistory history) =>
        outcome.State is DatasetState.Withdrawn ? "withdrawn" : history.IsReplaced ? "replaced" : "inserted among accepted nights";

    private string Gold(string feed, GoldOutcome gold) => gold.State switch
    {
        GoldState.Published => string.Create(
            CultureInfo.InvariantCulture,
            $"gold: published {gold.Models.Count + 1} tables to {warehouse.Gold.Location}; {Checks(gold.Checks)}"),
        GoldState.UpToDate => $"gold: already up to date ({warehouse.Gold.Location})",
        GoldState.Kept => $"gold: unchanged, because a dataset with on_blocked: keep is not accepted ({warehouse.Gold.Location})",
        GoldState.RolledBack => terminal.Text(NextStep.Run("gold: unchanged, because an operator rolled it back; to publish the current silver", "publish", feed)),
        GoldState.Rebuilding => string.Create(
            CultureInfo.InvariantCulture, $"gold: unchanged; a rebuild is running, {gold.NightsToGo} night(s) to go"),
        GoldState.NotPublished => $"gold: not published, for the reason below; {warehouse.Gold.Location} is unchanged",
        _ => "gold: unchanged, because nothing new is accepted or the feed has no models",
    };

    private static string Checks(IReadOnlyList<CheckResult> checks)
    {
        var warned = checks.Count(check => check.Offending > 0);
        return string.Create(CultureInfo.InvariantCulture, $"{checks.Count - warned} check(s) passed{(warned > 0 ? $", {warned} warned" : "")}");
    }
}
