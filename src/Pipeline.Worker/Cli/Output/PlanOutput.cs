using System.Globalization;
using Pipeline.Core.Comparing;
using Pipeline.Core.Comparing.Guards;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Nights;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows what a night would do.</summary>
internal static class PlanOutput
{
    private const int MostColumns = 5;

    public static void Write(PlanReport plan, IWarehouse warehouse, Terminal terminal)
    {
        var report = plan.Night;
        terminal.WriteLine($"plan for {report.Feed}, night {report.Night}; nothing is written to {warehouse.Name}");
        terminal.Write(Counts(report));
        foreach (var dataset in report.Plans)
        {
            WriteSamples(dataset, terminal);
        }

        foreach (var fault in report.Faults)
        {
            terminal.WriteLine($"would be stopped: {string.Join(" ", fault is GuardException { Findings.Count: > 0 } guard ? guard.Findings.Select(finding => finding.Detail) : [fault.Summary])}");
        }

        foreach (var warning in report.Warnings)
        {
            terminal.WriteLine($"warning: {warning}");
        }

        WriteGold(plan, terminal);
        foreach (var step in NextSteps(report))
        {
            terminal.WriteLine(terminal.WithFlags(step));
        }
    }

    // What a fault says last is what to do about it; where some datasets would be stopped, the others go on without them.
    private static List<string> NextSteps(NightReport report)
    {
        var run = $"./pipeline run {report.Feed} --night {report.Night}";
        var remedies = report.Faults.Select(fault => fault.Message.TrimEnd().Split('\n')[^1]).Distinct().ToList();
        if (remedies.Count > 0)
        {
            return report.Datasets.Any(outcome => outcome.State is DatasetState.Accepted) ? [.. remedies, $"Or take only what would be accepted: {run}"] : remedies;
        }

        return report.Gold.State is not GoldState.Published && report.Datasets.All(outcome => outcome.State is DatasetState.AlreadyAccepted)
            ? ["There is nothing to take: the night is accepted as its files are."]
            : [$"Take the night: {run}"];
    }

    public static object ToJson(PlanReport plan, IWarehouse warehouse) => new
    {
        plan.Night.Feed,
        Night = plan.Night.Night.Name,
        Warehouse = warehouse.Name,
        ExitCode = (int)plan.Night.ExitCode,
        Datasets = plan.Night.Datasets.Select(outcome => new
        {
            outcome.Dataset,
            State = State(outcome),
            Counts = TallyOf(plan.Night, outcome),
            outcome.Accepted?.Back,
            Kinds = PlanOf(plan.Night, outcome)?.Explanation.Kinds.Select(kind => new
            {
                kind.Name,
                kind.Count,
                Samples = kind.Samples.Select(sample => new
                {
                    sample.Key,
                    Columns = sample.Columns.Select(column => new { column.Column, column.Old, column.New }),
                }),
            }),
            Columns = PlanOf(plan.Night, outcome)?.Explanation.Columns,
            Guards = (outcome.Fault as GuardException)?.Findings.Where(finding => finding.Dataset == outcome.Dataset).Select(finding => new { finding.Guard, finding.Detail }),
            Fault = outcome.Fault?.Message,
        }),
        Gold = new { plan.Night.Gold.State, Fault = plan.Night.Gold.Fault?.Message, Figures = plan.Gold },
        plan.Night.Warnings,
    };

    private static TextTable Counts(NightReport report)
    {
        string[] refreshed = report.Datasets.Any(outcome => TallyOf(report, outcome)?.Refreshed > 0) ? [">refreshed"] : [];
        var table = new TextTable(["dataset", ">new", ">of them back", ">changed", .. refreshed, ">gone", ">unchanged", ">held", ">quarantined", ">records", "state"]);
        foreach (var outcome in report.Datasets)
        {
            var tally = TallyOf(report, outcome);
            long?[] counts =
            [
                tally?.New, outcome.Accepted?.Back, tally?.Changed, .. refreshed.Select(_ => tally?.Refreshed),
                tally?.Gone, tally?.Unchanged, tally?.Held, tally?.Quarantined, tally?.Records,
            ];
            table.Add([outcome.Dataset, .. counts.Select(count => count?.ToString(CultureInfo.InvariantCulture) ?? ""), State(outcome)]);
        }

        return table;
    }

    private static DatasetPlan? PlanOf(NightReport report, DatasetOutcome outcome) => report.Plans.FirstOrDefault(plan => plan.Dataset == outcome.Dataset);

    private static DatasetTally? TallyOf(NightReport report, DatasetOutcome outcome) => outcome.Accepted?.Tally ?? PlanOf(report, outcome)?.Tally;

    private static string State(DatasetOutcome outcome) => outcome.State switch
    {
        DatasetState.Accepted => "would be accepted",
        DatasetState.AlreadyAccepted => "accepted before",
        _ => "would be stopped",
    };

    private static void WriteSamples(DatasetPlan plan, Terminal terminal)
    {
        foreach (var kind in plan.Explanation.Kinds.Where(kind => kind.Samples.Any(sample => sample.Columns.Count == 0)))
        {
            terminal.WriteLine($"{plan.Dataset}, {kind.Name}: {string.Join(", ", kind.Samples.Select(sample => sample.Key))}{(kind.Count > kind.Samples.Count ? ", …" : "")}");
        }

        foreach (var sample in plan.Explanation.Kinds.SelectMany(kind => kind.Samples).Where(sample => sample.Columns.Count > 0))
        {
            terminal.WriteLine($"{plan.Dataset}, changed: {sample.Key}: {string.Join(", ", sample.Columns.Select(column => $"{column.Column} {Shown(column.Old)} → {Shown(column.New)}"))}");
        }

        if (plan.Explanation.Columns.Count > 0)
        {
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.Dataset}, columns of {plan.Explanation.Changed} changed row(s): {string.Join(", ", plan.Explanation.Columns.Take(MostColumns).Select(column => $"{column.Column} in {column.Rows} ({GuardLimits.Text(column.Rows / (decimal)plan.Explanation.Changed)})"))}"));
        }
    }

    private static string Shown(string? value) => value is null ? "null" : value.Length > 60 ? $"{value[..60]}…" : value;

    private static void WriteGold(PlanReport plan, Terminal terminal)
    {
        switch (plan.Night.Gold.State)
        {
            case GoldState.Published:
                terminal.WriteLine("gold would be published:");
                break;
            case GoldState.NotPublished:
                terminal.WriteLine("gold would not be published, for the reason above");
                return;
            default:
                terminal.WriteLine("gold would stay as it is");
                return;
        }

        var moving = plan.Gold.Where(figure => figure.Before != figure.After).ToList();
        var table = new TextTable("table", "figure", ">before", ">after", ">moves by");
        foreach (var figure in moving)
        {
            table.Add(
                figure.Table,
                figure.Column is null ? "rows" : $"sum of {figure.Column}",
                Number(figure.Before),
                Number(figure.After),
                figure is { Before: { } before, After: { } after } ? (after - before).ToString("+0.############;-0.############", CultureInfo.InvariantCulture) : "");
        }

        if (moving.Count > 0)
        {
            terminal.Write(table);
        }

        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Gold.Count - moving.Count} of {plan.Gold.Count} figures would stay as they are"));
    }

    private static string Number(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";
}
