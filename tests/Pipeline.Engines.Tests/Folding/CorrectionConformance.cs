using System.Globalization;
using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>Random nights in any order, replaced and withdrawn, against <see cref="Fold"/> over what is left, in order (H17, H18, H19).</summary>
/// <remarks>PIPELINE_TEST_CASES says how many; a failure names its seed, which PIPELINE_TEST_SEED takes up again.</remarks>
public abstract class CorrectionConformance
{
    private const int CasesPerWarehouse = 20;
    private const int MaxNights = 6;

    /// <summary>How many cases are tried where PIPELINE_TEST_CASES says nothing.</summary>
    protected virtual int Cases => 40;

    protected abstract WarehouseProbe NewWarehouse();

    [Fact]
    public async Task H17_H18_H19_silver_is_the_fold_of_the_accepted_nights_whatever_order_they_came_in()
    {
        var cases = TestSetting.Cases(Cases);
        var firstSeed = TestSetting.FirstSeed;
        for (var seed = firstSeed; seed < firstSeed + cases; seed += CasesPerWarehouse)
        {
            using var rig = new NightRig(NewWarehouse());
            await using var warehouse = rig.Warehouse.Open();
            await warehouse.Schema.MigrateAsync(CancellationToken.None);
            for (var one = seed; one < Math.Min(seed + CasesPerWarehouse, firstSeed + cases); one++)
            {
                try
                {
                    await RunAsync(rig, warehouse, one);
                }
                catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
                {
                    throw new InvalidOperationException($"seed {one}: {fault.Message}", fault);
                }
            }
        }
    }

    private static async Task RunAsync(NightRig rig, IWarehouse warehouse, int seed)
    {
        var random = new Random(seed);
        var settings = CaseSettings.Random(random, $"case{seed}");
        rig.Feed(settings.Yaml(), settings.Name);
        var feed = rig.Read(settings.Name);
        await using var lease = await warehouse.Leases.TakeAsync(feed.Name, CancellationToken.None);
        foreach (var dataset in feed.AllDatasets)
        {
            await warehouse.Schema.PrepareAsync(feed.Name, dataset, CancellationToken.None);
        }

        var nights = new NightDriver(rig, warehouse, feed, seed);
        var story = new StringBuilder(settings.ToString());
        var standing = new SortedDictionary<int, IReadOnlyList<Node>>();
        List<Node> nodes = [];
        var files = Enumerable.Range(1, 2 + random.Next(MaxNights - 1)).Select(night => (Night: night, Nodes: nodes = Node.NextNight(random, nodes, settings.Levels, settings.Stories))).ToList();
        var arrivals = new Queue<(int Night, List<Node> Nodes)>(files.OrderBy(_ => random.Next()));
        while (arrivals.TryDequeue(out var arrival))
        {
            var file = Node.File(arrival.Nodes, random);
            story.Append(CultureInfo.InvariantCulture, $"\nnight {arrival.Night}:\n{Encoding.UTF8.GetString(file)}");
            var isUsable = Fold.IsUsable(settings, arrival.Nodes);
            var isAccepted = await nights.AcceptAsync(arrival.Night, file, alwaysPlaces: random.Next(4) == 0);
            Assert.True(isUsable == isAccepted, story.ToString());
            if (isUsable)
            {
                standing[arrival.Night] = arrival.Nodes;
            }

            if (standing.Count > 0 && random.Next(6) == 0)
            {
                var night = standing.Keys.ElementAt(random.Next(standing.Count));
                story.Append(CultureInfo.InvariantCulture, $"\nnight {night} is withdrawn");
                await nights.WithdrawAsync(night);
                standing.Remove(night);
            }

            if (standing.Count > 0 && random.Next(6) == 0)
            {
                var night = standing.Keys.ElementAt(random.Next(standing.Count));
                arrivals.Enqueue((night, Node.NextNight(random, standing[night], settings.Levels, settings.Stories)));
            }

            if (arrivals.Count == 0 || random.Next(3) == 0)
            {
                AssertIsFold(rig, settings, feed, standing, story.ToString());
            }
        }
    }

    internal static void AssertIsFold(
        NightRig rig, CaseSettings settings, FeedDefinition feed, SortedDictionary<int, IReadOnlyList<Node>> standing, string story)
    {
        var difference = FoldDifference.Of(rig.Warehouse, feed, settings, Fold.Of(settings, standing));
        Assert.True(difference is null, $"{story}\n{difference}");
    }
}
