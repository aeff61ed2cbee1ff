using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pipeline.Benchmarks;

/// <summary>What was measured, as a table for people or JSON for machines.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Changed">The share that the second night changed.</param>
/// <param name="Nights">The two nights.</param>
/// <param name="Reading">The bare pass over the first night's file.</param>
/// <param name="Import">The bare bulk load; null where it was skipped.</param>
/// <param name="ImportSkipped">Why.</param>
internal sealed record BenchmarkReport(
    string Dataset, double Changed, IReadOnlyList<NightMeasures> Nights, Measure Reading, Measure? Import, string? ImportSkipped)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>How many times as long as each peer the first night took for the same work.</summary>
    public IReadOnlyList<Ratio> Ratios => [.. Compare()];

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var night in Nights)
        {
            Line(text, $"night {night.Night:yyyy-MM-dd}: {night.Megabytes:N0} MB of {Dataset}");
            foreach (var (dataset, tally) in night.Tallies)
            {
                Line(text, $"  {dataset}: {tally.Records:N0} records, {tally.New:N0} new, {tally.Changed:N0} changed, {tally.Gone:N0} gone, {tally.Unchanged:N0} unchanged, {tally.Skipped:N0} skipped");
            }

            Header(text);
            foreach (var step in night.Steps)
            {
                Row(text, step);
            }

            Row(text, new Measure("night", "", night.Seconds, night.CpuSeconds, night.PeakMegabytes, night.Megabytes));
            text.AppendLine();
        }

        text.AppendLine("peers, over the first night");
        Header(text);
        Row(text, Reading);
        if (Import is not null)
        {
            Row(text, Import);
        }
        else
        {
            Line(text, $"  bulk load: skipped, because {ImportSkipped}");
        }

        text.AppendLine().AppendLine("ratios (processor time is the steadier one)");
        foreach (var ratio in Ratios)
        {
            Line(text, $"  {ratio.What,-70} {ratio.Seconds,6:N1} × seconds {ratio.CpuSeconds,6:N1} × cpu");
        }

        return text.ToString();
    }

    private IEnumerable<Ratio> Compare()
    {
        var (first, second) = (Nights[0], Nights[1]);
        yield return Ratio.Of("compare, first night : bare pass over the same file", first.Sum("compare"), Reading);
        yield return Ratio.Of("compare, second night : bare pass over the same file", second.Sum("compare"), Reading);
        if (Import is not null)
        {
            yield return Ratio.Of("land + merge, first night : sqlite3 .import of the same rows", first.Sum("land", "merge"), Import);
        }
    }

    private static void Header(StringBuilder text) =>
        Line(text, $"  {"step",-9} {"subject",-44} {"seconds",8} {"cpu s",8} {"MB/s",8} {"rows",12} {"rows/s",10} {"peak MB",8}");

    private static void Row(StringBuilder text, Measure m) => Line(
        text, $"  {m.Step,-9} {m.Subject,-44} {m.Seconds,8:N1} {m.CpuSeconds,8:N1} {m.MegabytesPerSecond,8:N1} {m.Rows,12:N0} {m.RowsPerSecond,10:N0} {m.PeakMegabytes,8:N0}");

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>How many times as long as a peer something took.</summary>
    internal sealed record Ratio(string What, double Seconds, double? CpuSeconds)
    {
        public static Ratio Of(string what, Measure measure, Measure peer) =>
            new(what, measure.Seconds / peer.Seconds, measure.CpuSeconds / peer.CpuSeconds);
    }
}
