using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Nights;

namespace Pipeline.Benchmarks;

/// <summary>One generated dump into every engine by the pipeline's own bulk path, and the rows that silver holds by the engine's tools.</summary>
/// <param name="size">The size of the dump, in bytes.</param>
/// <param name="folder">Where everything is written.</param>
internal sealed class BulkBenchmark(long size, string folder)
{
    private readonly NightBenchmark _night = new(new ReviewsDump(), size, 0, folder);

    public async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        new ReviewsDump().WriteFirst(_night.FileOf(NightBenchmark.FirstNight), size);
        IReadOnlyList<BulkFile> files = [];
        await output.WriteLineAsync("engine    what                             rows   seconds     rows/s    MB/s  seconds : tool");
        foreach (var target in BulkTargets.In(folder))
        {
            var measures = await LoadAsync(target, cancellationToken);
            files = files.Count > 0 ? files : await ExportAsync(cancellationToken); // out of the embedded warehouse, which is the first
            var megabytes = files.Sum(file => new FileInfo(file.Path).Length) / 1e6;
            var rows = files.Sum(file => File.ReadLines(file.Path).LongCount());
            await target.Tools[0].ImportAsync([files.MinBy(file => new FileInfo(file.Path).Length)!], cancellationToken); // warmed
            var tool = 0d;
            foreach (var one in target.Tools)
            {
                var startedAt = Stopwatch.GetTimestamp();
                try
                {
                    await one.ImportAsync(files, cancellationToken);
                }
                catch (DbException fault)
                {
                    await output.WriteLineAsync($"{target.Engine,-9} {one.Name,-24} failed: {fault.Message.Split('\n')[0]}");
                    continue;
                }

                var seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
                tool = tool > 0 ? tool : seconds;
                await output.WriteLineAsync(Line(target.Engine, one.Name, rows, seconds, megabytes, tool));
            }

            var delivered = new FileInfo(_night.FileOf(NightBenchmark.FirstNight)).Length / 1e6;
            foreach (var (step, amount) in new[] { ("land", delivered), ("merge", megabytes) })
            {
                var seconds = measures.Where(measure => measure.Step == step).Sum(measure => measure.Seconds);
                await output.WriteLineAsync(Line(target.Engine, step, rows, seconds, amount, tool));
            }
        }
    }

    private static string Line(string engine, string what, long rows, double seconds, double megabytes, double tool) => string.Create(
        CultureInfo.InvariantCulture,
        $"{engine,-9} {what,-24} {rows,12} {seconds,9:0.00} {rows / seconds,10:0} {megabytes / seconds,7:0.0} {seconds / tool,15:0.00}");

    private async Task<IReadOnlyList<Measure>> LoadAsync(BulkTarget target, CancellationToken cancellationToken)
    {
        await using var warehouse = target.Open();
        await warehouse.Schema.MigrateAsync(cancellationToken);
        var options = new NightOptions(
            new Archive(Path.Combine(folder, $"archive-{target.Engine}")),
            Path.Combine(folder, "work"),
            new ReceiveOptions { FolderStableFor = TimeSpan.Zero });
        var run = new NightlyRun(warehouse, new FolderSources(), options, TimeProvider.System, NullLogger<NightlyRun>.Instance);
        var meter = new StepMeter();
        var feed = _night.Feed();
        var report = await run.RunAsync(
            new NightRequest(feed, NightBenchmark.FirstNight, IsLatest: true, new HashSet<string>(feed.Sources.Keys)), meter, cancellationToken);
        return report.ExitCode is ExitCode.Done
            ? meter.Measures
            : throw new InvalidOperationException($"{target.Engine}: {report.Faults.First().Message}");
    }

    private async Task<IReadOnlyList<BulkFile>> ExportAsync(CancellationToken cancellationToken)
    {
        var files = new List<BulkFile>();
        foreach (var dataset in _night.Feed().Datasets[0].WithLists)
        {
            var file = new BulkFile(dataset.Name, [.. dataset.Columns.Select(column => column.Name)], Path.Combine(folder, $"{dataset.Name}.csv"));
            var silver = Path.Combine(folder, "warehouse", "silver.db");
            using var process = Process.Start(new ProcessStartInfo(
                "sqlite3",
                ["-batch", "-bail", silver, ".mode csv", $".once '{file.Path}'", $"select {string.Join(", ", file.Columns)} from {file.Table} where valid_to is null"]))!;
            await process.WaitForExitAsync(cancellationToken);
            files.Add(file);
        }

        return files;
    }
}
