using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows what a verification has looked at, and found.</summary>
internal static class VerificationOutput
{
    public static void Write(VerificationReport report, Terminal terminal)
    {
        terminal.WriteLine($"feed {report.Feed}: {report.Sample} replayed from the archive");
        var table = new TextTable("dataset", ">nights", ">records", ">keys", ">versions", ">forgotten");
        foreach (var dataset in report.Datasets)
        {
            table.Add(
                dataset.Dataset, Text(dataset.Nights), Text(dataset.Records), Text(dataset.Keys), Text(dataset.Versions), Text(dataset.Forgotten));
        }

        terminal.Write(table);
        foreach (var finding in report.Findings)
        {
            terminal.WriteLine();
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{finding.Dataset}: {finding.Count} x {finding.Kind}"));
            foreach (var deviation in finding.First)
            {
                terminal.WriteLine($"  {Printable.Of(deviation.Subject)}");
                terminal.WriteLine($"    expected: {Printable.Of(deviation.Expected)}");
                terminal.WriteLine($"    found:    {Printable.Of(deviation.Found)}");
            }

            if (finding.Count > finding.First.Count)
            {
                terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {finding.Count - finding.First.Count} more"));
            }
        }

        if (report.Unverified.Count > 0)
        {
            terminal.WriteLine();
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"not verified, {report.Unverified.Count}:"));
            foreach (var sentence in report.Unverified)
            {
                terminal.WriteLine($"  {sentence}");
            }
        }

        terminal.WriteLine();
        terminal.WriteLine(report.Deviations == 0
            ? $"no deviation{(report.Unverified.Count > 0 ? " in what could be verified" : "")}"
            : string.Create(CultureInfo.InvariantCulture, $"{report.Deviations} deviation(s)"));
    }

    public static object ToJson(VerificationReport report) => new
    {
        report.VerificationId,
        report.Feed,
        report.StartedAt,
        ElapsedMs = (long)report.Elapsed.TotalMilliseconds,
        report.Sample,
        report.Datasets,
        report.Deviations,
        report.Findings,
        report.Unverified,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
