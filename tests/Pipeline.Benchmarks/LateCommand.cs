using System.CommandLine;

namespace Pipeline.Benchmarks;

/// <summary><c>late</c>: what a night costs that comes after the one that follows it.</summary>
internal static class LateCommand
{
    private const long WarmingRecords = 20_000;

    public static Command Create()
    {
        var records = new Option<long>("--records") { Description = "How many records the first night has.", DefaultValueFactory = _ => 2_000_000 };
        var changed = new Option<double>("--changed") { Description = "How much of it each later night changes, in percent.", DefaultValueFactory = _ => 1 };
        var dataset = new Option<string>("--dataset") { Description = "What is dumped: users (CSV, full), reviews (JSON, full, two nested lists) or streams (CSV, append).", DefaultValueFactory = _ => "users" };
        dataset.AcceptOnlyFromAmong("users", "reviews", "streams");
        var engine = new Option<string?>("--engine") { Description = "Only this engine: sqlite or postgres." };
        engine.AcceptOnlyFromAmong("sqlite", "postgres");
        var command = new Command("late", "Takes one night in order, and the same night after the one that follows it.") { records, changed, dataset, engine };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            DumpGenerator dump = arguments.GetValue(dataset) switch { "reviews" => new ReviewsDump(), "streams" => new StreamsDump(), _ => new UsersDump() };
            var targets = new Dictionary<string, Func<LateTarget>> { ["sqlite"] = LateTarget.Sqlite, ["postgres"] = LateTarget.Postgres };
            var folder = Directory.CreateTempSubdirectory("pipeline-late-").FullName;
            try
            {
                var wanted = arguments.GetValue(engine);
                var measured = targets.Where(one => wanted is null || one.Key == wanted).Select(one => one.Value).ToList();
                var share = arguments.GetValue(changed) / 100;

                // Once with little: else the first of the two is measured with its code compiled on the way.
                await new LateBenchmark(dump, WarmingRecords, share, Path.Combine(folder, "warming")).RunAsync(measured, TextWriter.Null, cancellationToken);
                await new LateBenchmark(dump, arguments.GetValue(records), share, folder).RunAsync(measured, Console.Out, cancellationToken);
                return 0;
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }
}
