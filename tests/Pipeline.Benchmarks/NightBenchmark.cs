using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Engines.Sqlite;

namespace Pipeline.Benchmarks;

/// <summary>Two nights of one dataset through <see cref="NightlyRun"/>, as the worker runs it, and the peers beside them.</summary>
/// <param name="dump">What is dumped.</param>
/// <param name="size">The size of the first night's file, in bytes.</param>
/// <param name="changed">The share of its records that the second night changes.</param>
/// <param name="folder">Where everything is written.</param>
internal sealed class NightBenchmark(DumpGenerator dump, long size, double changed, string folder)
{
    public static readonly DateOnly FirstNight = new(2021, 12, 30);

    public async Task<BenchmarkReport> RunAsync(TextWriter progress, CancellationToken cancellationToken)
    {
        var feed = Feed();
        var dataset = feed.Datasets[0];
        var (first, second) = (FileOf(FirstNight), FileOf(FirstNight.AddDays(1)));
        await progress.WriteLineAsync($"generating {dataset.File}, twice …");
        var records = dump.WriteFirst(first, size);
        dump.WriteSecond(second, records, changed);

        await using var warehouse = new SqliteWarehouse(Path.Combine(folder, "warehouse"), "benchmark");
        var options = new NightOptions(
            new Archive(Path.Combine(folder, "archive")), Path.Combine(folder, "work"), new ReceiveOptions { FolderStableFor = TimeSpan.Zero });
        var run = new NightlyRun(warehouse, new FolderSources(), options, TimeProvider.System, NullLogger<NightlyRun>.Instance);
        var nights = new List<NightMeasures>();
        foreach (var night in new[] { FirstNight, FirstNight.AddDays(1) })
        {
            await progress.WriteLineAsync($"night {night:yyyy-MM-dd} …");
            nights.Add(await MeasureAsync(run, feed, night, cancellationToken));
        }

        await progress.WriteLineAsync("peers …");
        var reading = await ReadingPeer.MeasureAsync(first, cancellationToken);
        var (import, skipped) = await SqliteImportPeer.MeasureAsync(
            dataset, Path.Combine(folder, "warehouse", "silver.db"), Path.Combine(folder, "peer"), cancellationToken);
        return new BenchmarkReport(dataset.Name, changed, nights, reading, import, skipped);
    }

    /// <summary>Takes a feed through one night.</summary>
    /// <exception cref="InvalidOperationException">It was not accepted.</exception>
    public async Task<NightMeasures> MeasureAsync(NightlyRun run, FeedDefinition feed, DateOnly night, CancellationToken cancellationToken)
    {
        var meter = new StepMeter();
        var whole = new Usage();
        var report = await run.RunAsync(
            new NightRequest(feed, night, IsLatest: true, new HashSet<string>(feed.Sources.Keys)), meter, cancellationToken);
        var rest = meter.Rest();
        if (report.ExitCode is not ExitCode.Done)
        {
            throw new InvalidOperationException($"Night {night:yyyy-MM-dd} was not accepted: {report.Faults.First().Message}");
        }

        var tallies = report.Datasets.ToDictionary(outcome => outcome.Dataset, outcome => outcome.Accepted!.Tally);
        var megabytes = new FileInfo(FileOf(night)).Length / 1e6;
        return new NightMeasures(
            night,
            megabytes,
            tallies,
            [.. meter.Measures.Select(measure => WithAmounts(measure, megabytes, tallies)), rest with { Megabytes = megabytes }],
            whole.Elapsed.TotalSeconds,
            whole.Processor.TotalSeconds);
    }

    private static Measure WithAmounts(Measure measure, double megabytes, Dictionary<string, DatasetTally> tallies) => measure.Step switch
    {
        "receive" => measure with { Megabytes = megabytes },
        "compare" => measure with { Megabytes = megabytes, Rows = tallies.Values.Sum(tally => tally.Records) },
        "land" => measure with { Rows = Landed(tallies[measure.Subject]) },
        "merge" => measure with { Rows = Landed(tallies[measure.Subject]) + tallies[measure.Subject].Gone },
        _ => measure,
    };

    private static long Landed(DatasetTally tally) => tally.New + tally.Changed + tally.Refreshed;

    /// <summary>The dump of a night.</summary>
    public string FileOf(DateOnly night) => Path.Combine(folder, "source", $"{night:yyyy-MM-dd}", Feed().Datasets[0].File);

    /// <summary>The feed as it is declared, with this one dataset, read from a folder.</summary>
    public FeedDefinition Feed()
    {
        var feed = FeedReader.Read(Path.Combine(AppContext.BaseDirectory, "feeds"), "streaming");
        var dataset = feed.Datasets.Single(one => one.Name == dump.Dataset);
        var source = feed.Sources[dataset.Source] with { Url = Path.Combine(folder, "source", "{night:yyyy-MM-dd}"), Tls = TlsUse.None };
        return feed with
        {
            Files = [new FeedFile(dataset)],
            Sources = new Dictionary<string, SourceDefinition> { [source.Name] = source },
        };
    }
}
