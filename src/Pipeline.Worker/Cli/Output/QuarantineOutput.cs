using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Operations;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows quarantined rows, each with its reason, its place in the file and its text.</summary>
internal static class QuarantineOutput
{
    public static void Write(QuarantinedNight night, Terminal terminal)
    {
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"feed {night.Feed}, night {Night.NameOf(night.Night)}: {night.Rows.Count} record(s) in quarantine, {night.Rows.Count(row => row.Holds is not null)} of them keep versions open"));
        foreach (var row in night.Rows)
        {
            terminal.WriteLine();
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Dataset}, {row.File}, line {row.Line}, record {row.Record}: {row.Reason}{(row.Column is null ? "" : $", column {row.Column}")}{(row.Value is null ? "" : $" = {row.Value}")}"));
            terminal.WriteLine($"  {row.Message}");
            terminal.WriteLine($"  {Held(row)}");
            terminal.WriteLine($"  {row.Raw.ReplaceLineEndings(" ").Trim()}");
        }

        if (night.Next is { } next)
        {
            terminal.WriteLine();
            terminal.WriteLine(next);
        }
    }

    private static string Held(QuarantinedRow row) => row.Holds switch
    {
        "key" => "held: the open version of its key stays open",
        "siblings" => "held: every absent record of its parent stays open",
        "absent" => "held: every absent record of the dataset stays open",
        _ => "keeps nothing open",
    };
}
