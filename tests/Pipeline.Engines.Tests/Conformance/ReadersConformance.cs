using System.Diagnostics;
using Pipeline.Core.Nights;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>Readers of gold while generation after generation is published: each sees a whole one, and hardly waits.</summary>
public abstract class ReadersConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    private const int Readers = 2;
    private const int LastNight = 6;
    private const string Both = "select a.things, b.others from gold.thing_count as a cross join gold.other_count as b";

    private static readonly string Other = Count.Replace("things  integer", "others  integer", StringComparison.Ordinal)
        .Replace("as things", "as others", StringComparison.Ordinal);

    [Fact]
    public async Task H35_readers_that_come_and_go_see_whole_generations_and_their_wait_has_a_bound()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        Rig.Sql("gold/other_count.sql", Other);
        await PublishAsync(1);

        using var stop = new CancellationTokenSource();
        var reads = new int[Readers];
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Factory.StartNew(
            () => LongestWait(() => Interlocked.Increment(ref reads[reader]), stop.Token),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        var longestNight = TimeSpan.Zero;
        for (var night = 2; night <= LastNight; night++)
        {
            var before = reads.Sum();
            var began = Stopwatch.GetTimestamp();
            await PublishAsync(night);
            longestNight = longestNight > Stopwatch.GetElapsedTime(began) ? longestNight : Stopwatch.GetElapsedTime(began);
            while (reads.Sum() == before && !readers.Exists(reader => reader.IsCompleted))
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }

        await stop.CancelAsync();
        var longestWait = (await Task.WhenAll(readers)).Max();
        var bound = longestNight + Rig.Warehouse.ReaderWait; // of a busy machine too, where nights take longer as readers do
        Assert.True(longestWait <= bound, $"a reader took {longestWait}, the longest night {longestNight}");
        Assert.Equal($"{LastNight} {LastNight}", Rig.Rows(Both));
    }

    private async Task PublishAsync(int night)
    {
        Rig.Put("things.json", $"[{string.Join(',', Enumerable.Range(1, night).Select(n => $$"""{"id":"{{n}}","v":1}"""))}]");
        var report = await Rig.RunAsync(night);
        Assert.Equal((GoldState.Published, ""), (report.Gold.State, string.Join('\n', report.Faults.Select(fault => fault.Message))));
    }

    // From opening a connection to the last value; pools may keep connections open.
    private TimeSpan LongestWait(Action read, CancellationToken stop)
    {
        var longest = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            using var connection = Rig.Warehouse.Reader();
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Both;
            using var row = command.ExecuteReader();
            Assert.True(row.Read());
            Assert.Equal(row.GetInt64(0), row.GetInt64(1));
            longest = longest > Stopwatch.GetElapsedTime(began) ? longest : Stopwatch.GetElapsedTime(began);
            read();
        }

        return longest;
    }
}
