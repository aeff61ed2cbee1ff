using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Worker.Cli.Output;

/// <summary>The report of a night, for machines: one object with the facts that people get, whatever became of it.</summary>
internal static class NightJson
{
    public static object Of(NightReport report, IWarehouse warehouse, Terminal terminal) => new
    {
        report.Feed,
        Night = report.Night.Name,
        report.RunId,
        State = report.ExitCode is ExitCode.Done ? "accepted" : "incomplete",
        ExitCode = (int)report.ExitCode,
        Datasets = report.Datasets.Select(outcome => Dataset(outcome, terminal)),
        Gold = new
        {
            report.Gold.State,
            warehouse.Gold.Location,
            Tables = report.Gold.Models.Select(model => new { Table = model.Model, model.Rows }),
            Checks = report.Gold.Checks.Select(check => new { check.Check.Name, check.Check.Severity, check.Offending, check.Samples }),
            Fault = report.Gold.Fault is { } gold ? terminal.Text(gold.Fault) : null,
            FaultParts = terminal.Json(report.Gold.Fault?.Fault),
        },
        report.Warnings,
        Faults = report.Faults.Select(fault => terminal.Text(fault.Fault)),
        ElapsedSeconds = Math.Round(report.Elapsed.TotalSeconds, 3),
    };

    private static object Dataset(DatasetOutcome outcome, Terminal terminal) => new
    {
        outcome.Dataset,
        outcome.State,
        outcome.Accepted?.Tally.New,
        outcome.Accepted?.Back,
        outcome.Accepted?.Tally.Changed,
        outcome.Accepted?.Tally.Refreshed,
        outcome.Accepted?.Tally.Gone,
        outcome.Accepted?.Tally.Unchanged,
        outcome.Accepted?.Tally.Held,
        outcome.Accepted?.Tally.Quarantined,
        outcome.Accepted?.Tally.Collapsed,
        outcome.Accepted?.Tally.Skipped,
        outcome.Accepted?.Tally.Records,
        outcome.Accepted?.OpenAfter,
        outcome.Accepted?.Sha256,
        outcome.Rewritten,
        Fault = outcome.Fault is { } fault ? terminal.Text(fault.Fault) : null,
        FaultParts = terminal.Json(outcome.Fault?.Fault),
    };
}
