using System.Globalization;
using System.Text;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds;
using Pipeline.Core.History;
using Pipeline.Core.History.Placing;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>Random nights in any order, replaced and withdrawn, against <see cref="Fold"/> over what is left, in order (H17, H18, H19).</summary>
/// <remarks>PIPELINE_TEST_CASES says how many; a failure names its seed, which PIPELINE_TEST_SEED takes up again.</remarks>
public abstract class PlacingConformance
{
    private const int CasesPerWarehouse = 20;
    private const int MaxNights = 6;

    /// <summary>How many cases are tried where PIPELINE_TEST_CASES says nothing.</summary>
    protected virtual int Cases => 40;

    protected abstract WarehouseProbe NewWarehouse();

    [Fact]
    public async Task H17_H18_H19_silver_is_the_fold_of_the_accepted_nights_whatever_order_they_came_in()
    {
        var cases = FoldConformance.Setting("PIPELINE_TEST_CASES", Cases);
        var firstSeed = FoldConformance.Setting("PIPELINE_TEST_SEED", 1);
        for (var seed = firstSeed; seed < firstSeed + cases; seed += CasesPerWarehouse)
        {
            using var rig = new NightRig(NewWarehouse());
            await using var warehouse = rig.Warehouse.Open();
            await warehouse.MigrateAsync(CancellationToken.None);
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
        await using var lease = await warehouse.LeaseAsync(feed.Name, CancellationToken.None);
        foreach (var dataset in feed.AllDatasets)
        {
            await warehouse.PrepareAsync(feed.Name, dataset, CancellationToken.None);
        }

        var nights = new NightDriver(rig, warehouse, feed, seed);
        var story = new StringBuilder(settings.ToString());
        var standing = new SortedDictionary<int, IReadOnlyList<Node>>();
        List<Node> nodes = [];
        var files = Enumerable.Range(1, 2 + random.Next(MaxNights - 1)).Select(night => (Night: night, Nodes: nodes = Node.NextNight(random, nodes, settings.Levels, settings.Stories))).ToList();
        var arrivals = new Queue<(int Night, List<Node> Nodes)>(files.OrderBy(_ => random.Next()));
        while (arrivals.TryDequeue(out var arrival))
        {
            var file = Encoding.UTF8.GetBytes(string.Concat(
                arrival.Nodes.Select(node => (node.IsBroken ? "{\"k\":\"a\",\"v" : node.Json(random)) + "\n")));
            story.Append(CultureInfo.InvariantCulture, $"\nnight {arrival.Night}:\n{Encoding.UTF8.GetString(file)}");
            var isUsable = new Fold(settings).Apply(arrival.Nodes, 0);
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
        var fold = new Fold(settings);
        foreach (var (night, nodes) in standing)
        {
            Assert.True(fold.Apply(nodes, night));
        }

        for (var level = 0; level < settings.Levels; level++)
        {
            var dataset = feed.AllDatasets.ElementAt(level);
            FoldConformance.AssertEqual(FoldConformance.Expected(fold.Levels[level]), FoldConformance.Found(rig, dataset), $"{story}\n{dataset.Name}");
            FoldConformance.AssertEqual(
                string.Join('\n', fold.Levels[level].Nights.OrderBy(night => night.Key).Select(night =>
                    $"{night.Key} {night.Value} {fold.Levels[level].Holds[night.Key]}")),
                CountsOf(rig, feed, dataset),
                $"{story}\n{dataset.Name}");
            FoldConformance.AssertDumps(rig, settings, fold.Levels[level], level);
            FoldConformance.AssertInvariants(rig, dataset.Name);
        }
    }

    private static string CountsOf(NightRig rig, FeedDefinition feed, DatasetDefinition dataset) => string.Join('\n', rig.Warehouse.Query($"""
        select records, accepted, collapsed, skipped, quarantined, new, changed, refreshed, unchanged, gone, held, back, open_before, open_after, night,
            (select count(*) from silver.held_keys as h where h.feed = n.feed and h.dataset = n.dataset and h.night = n.night and h.scope = 'key'),
            (select count(*) from silver.held_keys as h where h.feed = n.feed and h.dataset = n.dataset and h.night = n.night and h.scope <> 'key')
        from silver.accepted_nights as n
        where feed = '{feed.Name}' and dataset = '{dataset.Name}'
        order by night
        """).Select(row =>
        {
            var n = row.Take(14).Select(value => int.Parse(value!, CultureInfo.InvariantCulture)).ToList();
            var counts = new Fold.Counts
            {
                Records = n[0],
                Accepted = n[1],
                Collapsed = n[2],
                Skipped = n[3],
                Quarantined = n[4],
                New = n[5],
                Changed = n[6],
                Refreshed = n[7],
                Unchanged = n[8],
                Gone = n[9],
                Held = n[10],
                Back = n[11],
                OpenBefore = n[12],
                OpenAfter = n[13],
            };
            var night = DateOnly.ParseExact(row[14]!, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - FoldConformance.First.DayNumber;
            return $"{night} {counts} ({row[15]}, {row[16]})";
        }));
}
