using System.Globalization;
using Pipeline.Core.Erasure;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows what an erasure finds and erases, as counts; never a value.</summary>
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

    public static void Write(ForgetRecordRequest request, ForgetRecordResult result, Terminal terminal)
    {
        terminal.WriteLine();
        terminal.WriteLine($"erased; recorded as {result.ErasureId} in ops.erasures");
        if (result.LastRebuild is { } rebuilt)
        {
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Not searched: versions superseded by the rebuild of {rebuilt.UtcDateTime:yyyy-MM-dd HH:mm:ss}, and what bronze has of them, where they had another key. See docs/operating.md, \"Erasing a record\"."));
        }

        terminal.WriteLine("The pipeline can't reach backups, write-ahead logs kept elsewhere and copies of the archive: see docs/operating.md.");
        terminal.WriteLine(NextStep.Run("Prove that the rest of history is unchanged", "verify", request.Dataset.Feed, "--all"));
    }

    public static object ToJson(ErasurePlan plan, ForgetRecordResult result) => new
    {
        result.ErasureId,
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
        result.Texts,
        plan.Notes,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
