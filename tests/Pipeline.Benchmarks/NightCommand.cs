using System.CommandLine;

namespace Pipeline.Benchmarks;

/// <summary><c>night</c>: two nights of a generated dump, measured step by step.</summary>
internal static class NightCommand
{
    public static Command Create()
    {
        var size = SizeOption.Create(1_000_000_000);
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
}
