using System.CommandLine;
using System.Globalization;

namespace Pipeline.Benchmarks;

/// <summary><c>night</c>: two nights of a generated dump, measured step by step.</summary>
internal static class NightCommand
{
    private static readonly (string Unit, long Bytes)[] Units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)];

    public static Command Create()
    {
        var size = new Option<long>("--size")
        {
            Description = "How large the first night's file is, in decimal units: 200MB, 1GB.",
            CustomParser = result =>
            {
                if (TryParseSize(result.Tokens[0].Value, out var bytes))
                {
                    return bytes;
                }

                result.AddError($"'{result.Tokens[0].Value}' is no size. Write it as 200MB or 1GB.");
                return 0;
            },
            DefaultValueFactory = _ => 1_000_000_000,
        };
        var changed = new Option<double>("--changed") { Description = "How much of it the second night changes, in percent.", DefaultValueFactory = _ => 1 };
        var dataset = new Option<string>("--dataset") { Description = "What is dumped: reviews (JSON, full, two nested lists) or streams (CSV, append).", DefaultValueFactory = _ => "reviews" };
        dataset.AcceptOnlyFromAmong("reviews", "streams");
        var keep = new Option<DirectoryInfo?>("--keep") { Description = "Works in this folder and leaves everything there; without it, in a temporary one that is deleted." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object instead of tables." };
        var command = new Command("night", "Takes a generated dump and the one of the night after into a new SQLite warehouse.") { size, changed, dataset, keep, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var isJson = arguments.GetValue(json);
            DumpGenerator dump = arguments.GetValue(dataset) == "streams" ? new StreamsDump() : new ReviewsDump();
            var folder = arguments.GetValue(keep)?.FullName ?? Directory.CreateTempSubdirectory("pipeline-benchmark-").FullName;
            try
            {
                var benchmark = new NightBenchmark(dump, arguments.GetValue(size), arguments.GetValue(changed) / 100, folder);
                var report = await benchmark.RunAsync(isJson ? TextWriter.Null : Console.Error, cancellationToken);
                await Console.Out.WriteLineAsync(isJson ? report.ToJson() : report.ToText());
                return 0;
            }
            finally
            {
                if (arguments.GetValue(keep) is null)
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        });
        return command;
    }

    private static bool TryParseSize(string text, out long bytes)
    {
        bytes = 0;
        foreach (var (unit, factor) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && decimal.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number > 0)
            {
                bytes = (long)(number * factor);
                return true;
            }
        }

        return false;
    }
}
