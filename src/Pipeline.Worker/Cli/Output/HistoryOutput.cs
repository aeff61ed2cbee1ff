using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.History;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows the versions of a record, each with what changed and with the delivery that brought it.</summary>
internal static class HistoryOutput
{
    private const string InstantFormat = "yyyy-MM-dd HH:mm:ss";
    private const int DigestLength = 12;
    private const int MaxRaw = 400;

    public static void Write(RecordHistory history, Terminal terminal)
    {
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{history.Feed}.{history.Dataset.Name} {string.Join(' ', history.Key.Select(text => $"\"{text}\""))}: {history.Versions.Count} version(s), times in UTC"));
        foreach (var (index, version) in history.Versions.Index())
        {
            terminal.WriteLine();
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"version {index + 1}: from {Text(version.ValidFrom)} to {Text(version.ValidTo)}, {history.Fate(index)}"));
            WriteValues(history, index, terminal);
            terminal.WriteLine($"  delivered by {Delivery(version)}");
            if (version.Raw is { } raw)
            {
                var shown = raw.Length <= MaxRaw ? raw : $"{raw[..MaxRaw]}… ({raw.Length} characters)";
                terminal.WriteLine($"  as received: {Printable.Of(shown)}");
            }
        }
    }

    public static object ToJson(RecordHistory history) => new
    {
        history.Feed,
        Dataset = history.Dataset.Name,
        Key = history.Dataset.Key.Zip(history.Key).ToDictionary(pair => pair.First, pair => pair.Second),
        Versions = history.Versions.Select((version, index) => new
        {
            version.ValidFrom,
            version.ValidTo,
            State = version.ValidTo is null ? "open" : index + 1 == history.Versions.Count ? "deleted" : history.Fate(index) == "changed" ? "changed" : "came_back",
            version.Values,
            Changed = history.Changes(index).Select(change => new { change.Column, change.Before, change.After }),
            Delivery = new { version.Night, version.File, version.Sha256, version.Line, version.ByteOffset, version.Raw },
        }),
    };

    private static void WriteValues(RecordHistory history, int index, Terminal terminal)
    {
        if (index > 0 && history.Changes(index).Count == 0)
        {
            terminal.WriteLine("  unchanged");
            return;
        }

        var lines = index == 0
            ? history.Dataset.Columns.Select(column => (column.Name, Text: Value(history.Versions[0].Values[column.Name])))
            : history.Changes(index).Select(change => (change.Column, Text: $"{Value(change.Before)} -> {Value(change.After)}"));
        var width = history.Dataset.Columns.Max(column => column.Name.Length);
        foreach (var (name, text) in lines)
        {
            terminal.WriteLine($"  {name.PadRight(width)}  {text}");
        }
    }

    private static string Delivery(ExplainedVersion version)
    {
        var parts = new List<string>
        {
            $"{version.File ?? "a file"} of night {version.Night:yyyy-MM-dd}",
            $"sha256 {version.Sha256[..DigestLength]}",
        };
        if (version.Line is { } line)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}"));
        }

        if (version.ByteOffset is { } offset)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"byte {offset}"));
        }

        return string.Join(", ", parts);
    }

    private static string Value(string? value) => value is null ? "null" : Printable.Of(value);

    private static string Text(DateTime? instant) => instant?.ToString(InstantFormat, CultureInfo.InvariantCulture) ?? "now";
}
