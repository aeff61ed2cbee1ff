using System.Globalization;
using Pipeline.Core.Comparing.Guards;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows what a night would do.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="warehouse">The warehouse.</param>
internal sealed class PlanOutput(Terminal terminal, IWarehouse warehouse)
{
    private const int MostColumns = 5;

    /// <summary>Shows it to a person or, as JSON, to a program.</summary>
    public void Show(PlanReport plan, bool isJson)
    {
        if (isJson)
        {
            terminal.WriteLine(Json.Text(ToJson(plan)));
        }
        else
        {
            Write(plan);
        }
    }

    private void Write(PlanReport plan)
    {
        var report = plan.Night;
        terminal.WriteLine($"plan for {report.Feed}, night {report.Night}; nothing is written to {warehouse.Name}");
        terminal.Write(Counts(report));
        foreach (var dataset in report.Plans)
        {
            WriteSamples(dataset);
        }

        foreach (var fault in report.Faults)
        {
            terminal.WriteLine($"would be stopped: {string.Join(" ", fault is GuardException { Findings.Count: > 0 } guard ? guard.Findings.Select(finding => finding.Detail) : [fault.Summary])}");
        }

        foreach (var warning in report.Warnings)
        {
            terminal.WriteLine($"warning: {warning}");
        }

        WriteGold(plan);
        foreach (var step in plan.Next)
        {
            terminal.WriteLine(step);
        }
    }

    private object ToJson(PlanReport plan) => new
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
            Fault = outcome.Fault is { } fault ? terminal.Text(fault.Fault) : null,
            FaultParts = terminal.Json(outcome.Fault?.Fault),
        }),
        Gold = new
        {
            plan.Night.Gold.State,
            Fault = plan.Night.Gold.Fault is { } gold ? terminal.Text(gold.Fault) : null,
            FaultParts = terminal.Json(plan.Night.Gold.Fault?.Fault),
            Figures = plan.Gold,
        },
        plan.Night.Warnings,
        Next = plan.Next.Select(terminal.Json),
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

    private void WriteSamples(DatasetPlan plan)
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

    private void WriteGold(PlanReport plan)
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
                terminal.WriteLine("gold would stay unchanged");
                return;
        }

        var moving = plan.Gold.Where(figure => figure.Before != figure.After).ToList();
        var table = new TextTable("table", "figure", ">before", ">after", ">change");
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

        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Gold.Count - moving.Count} of {plan.Gold.Count} figures would stay unchanged"));
    }

    private static string Number(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";
}
