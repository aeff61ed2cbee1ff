using System.Globalization;
using Pipeline.Core.Erasure;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows in counts what an erasure takes out; never a value.</summary>
internal static class ErasureOutput
{
    public static void Write(ErasurePlan plan, Terminal terminal)
    {
        var table = new TextTable("dataset", ">keys", ">versions", ">superseded", ">bronze", ">quarantine");
        foreach (var (dataset, keys, counts) in plan.Tables)
        {
            table.Add(dataset, Text(keys), Text(counts.Versions), Text(counts.Superseded), Text(counts.Landed), Text(counts.Quarantined));
        }

        terminal.Write(table);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Records} record(s) in {plan.Files} archived file(s)"));
        foreach (var note in plan.Notes)
        {
            terminal.WriteLine(note);
        }
    }

    public static object ToJson(ErasurePlan plan, Guid erasureId, long texts) => new
    {
        ErasureId = erasureId,
        plan.Feed,
        plan.Target.Dataset,
        KeyHash = plan.Target.Key.ToString(),
        Tables = plan.Tables.Select(table => new
        {
            table.Dataset,
            table.Keys,
            table.Counts.Versions,
            table.Counts.Superseded,
            table.Counts.Landed,
            table.Counts.Quarantined,
        }),
        plan.Files,
        plan.Records,
        Texts = texts,
        plan.Notes,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
