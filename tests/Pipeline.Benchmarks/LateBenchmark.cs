using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Nights;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Benchmarks;

/// <summary>One night when it arrives in order, and the same night when the one after it was there first (H18).</summary>
/// <remarks>Both go into copies of one warehouse that has accepted the night before, in one run of one process.</remarks>
/// <param name="dump">What is dumped.</param>
/// <param name="records">How many records the first night has.</param>
/// <param name="changed">The share of them that each later night changes.</param>
/// <param name="folder">Where files are written.</param>
internal sealed class LateBenchmark(DumpGenerator dump, long records, double changed, string folder)
{
    private static readonly string[] Steps = ["receive", "compare", "land", "merge"];

    private static readonly DateOnly First = NightBenchmark.FirstNight;

    private readonly NightBenchmark _nights = new(dump, 0, changed, folder);

    public async Task RunAsync(IReadOnlyList<Func<LateTarget>> targets, TextWriter output, CancellationToken cancellationToken)
    {
        for (var night = 0; night < 3; night++)
        {
            dump.WriteAfter(_nights.FileOf(First.AddDays(night)), records, changed, night);
        }

        await output.WriteLineAsync("engine    step          in order: s    cpu s      late: s    cpu s   ratio: s      cpu");
        foreach (var open in targets)
        {
            var target = open();
            using var inOrder = target.Probe;
            await RunAsync(target, inOrder, [0], cancellationToken);
            target.Settle();
            using var late = inOrder.Copy()!;
            var (before, _) = await RunAsync(target, inOrder, [1], cancellationToken);
            var (after, tally) = await RunAsync(target, late, [2, 1], cancellationToken);
            await RunAsync(target, inOrder, [2], cancellationToken);
            RequireSame(inOrder, late);
            foreach (var (old, placed) in before.Zip(after))
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{target.Engine,-9} {old.Step,-12} {old.Seconds,12:0.00} {old.CpuSeconds,8:0.00} {placed.Seconds,12:0.00} {placed.CpuSeconds,8:0.00} {placed.Seconds / old.Seconds,10:0.00} {placed.CpuSeconds / old.CpuSeconds,8:0.00}"));
            }

            await output.WriteLineAsync($"{target.Engine,-9} {tally}");
        }
    }

    // The steps of the last of the nights, and the night as a whole.
    private async Task<(IReadOnlyList<Measure> Steps, string Tally)> RunAsync(
        LateTarget target, WarehouseProbe probe, IEnumerable<int> nights, CancellationToken cancellationToken)
    {
        await using var warehouse = probe.Open("benchmark");
        await warehouse.Schema.MigrateAsync(cancellationToken);
        var options = new NightOptions(
            new Archive(Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName),
            Path.Combine(folder, "work"),
            new ReceiveOptions { FolderStableFor = TimeSpan.Zero });
        var run = new NightlyRun(warehouse, new FolderSources(), options, TimeProvider.System, NullLogger<NightlyRun>.Instance);
        (IReadOnlyList<Measure>, string) last = ([], "");
        foreach (var night in nights)
        {
            var server = target.ServerProcessor();
            var measures = await _nights.MeasureAsync(run, _nights.Feed(), First.AddDays(night), cancellationToken);
            var processor = measures.CpuSeconds + (target.ServerProcessor() - server).TotalSeconds;
            last = (
                [
                    .. Steps.Select(step => measures.Sum(step)),
                    new Measure("night", "", measures.Seconds, processor, null),
                ],
                string.Join(", ", measures.Tallies.Select(one => $"{one.Key}: {one.Value.Records} records, {one.Value.New} new, {one.Value.Changed} changed, {one.Value.Gone} gone")));
        }

        return last;
    }

    private void RequireSame(WarehouseProbe one, WarehouseProbe other)
    {
        foreach (var dataset in _nights.Feed().AllDatasets.Select(dataset => dataset.Name))
        {
            var versions = $"select valid_from, valid_to, count(*) from silver.{dataset} group by valid_from, valid_to order by 1, 2";
            if (!one.Query(versions).Select(row => string.Join(' ', row)).SequenceEqual(other.Query(versions).Select(row => string.Join(' ', row))))
            {
                throw new InvalidOperationException($"Placed late, {dataset} has other versions than in order.");
            }
        }
    }
}
