using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>Random nights against <see cref="Fold"/>: compare, land and merge, without HTTP, files or gold.</summary>
/// <remarks>PIPELINE_TEST_CASES says how many; a failure names its seed, which PIPELINE_TEST_SEED takes up again.</remarks>
public abstract class FoldConformance
{
    private const int CasesPerWarehouse = 20;
    private const int Nights = 7;

    /// <summary>How many cases are tried where PIPELINE_TEST_CASES says nothing: on a server each costs seconds.</summary>
    protected virtual int Cases => 120;

    protected abstract WarehouseProbe NewWarehouse();

    [Fact]
    public async Task H14_H15_H16_H34_silver_is_the_fold_of_the_accepted_nights()
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
                await RunAsync(rig, warehouse, one);
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

        var fold = new Fold(settings);
        List<Node> nodes = [];
        byte[]? file = null;
        var night = 0;
        for (var step = 0; step < Nights; step++)
        {
            night += 1 + random.Next(2);
            if (file is null || random.Next(6) > 0)
            {
                nodes = Node.NextNight(random, nodes, settings.Levels, settings.Stories);
                file = Node.File(nodes, random);
            }

            var where = $"{settings} night {night}:\n{Encoding.UTF8.GetString(file)}";
            var isUsable = fold.Apply(nodes, night);
            var accepted = await LoadAsync(rig, warehouse, feed, file, night, seed);
            Assert.True(isUsable == accepted is not null, where);
            foreach (var (level, counted) in (accepted ?? []).Index())
            {
                var (expected, found) = (fold.Levels[level].Nights[night].ToString(), Counts(counted).ToString());
                Assert.True(expected == found, $"{where}\nexpected\n{expected}\nfound\n{found}");
            }

            var difference = step == Nights - 1 ? FoldDifference.Of(rig.Warehouse, feed, settings, fold)
                : random.Next(Nights) == 0 ? FoldDifference.OfVersions(rig.Warehouse, feed, settings, fold)
                : null;
            Assert.True(difference is null, $"{where}\n{difference}");
        }
    }

    private static async Task<IReadOnlyList<AcceptedNight>?> LoadAsync(
        NightRig rig, IWarehouse warehouse, FeedDefinition feed, byte[] file, int night, int seed)
    {
        var date = FoldDifference.First.AddDays(night);
        var delivery = new Delivery
        {
            Source = "vendor",
            File = "f.jsonl",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            Size = file.Length,
            ReceivedAt = rig.Clock.GetUtcNow(),
            ArchivePath = "",
        };
        try
        {
            using var changes = await new DeliveryComparer(warehouse.Silver, Path.Combine(rig.Source, "work"))
                .CompareAsync(feed.Files[0], () => new MemoryStream(file), delivery.File, CancellationToken.None);
            var accepted = new List<AcceptedNight>();
            foreach (var part in changes.Datasets)
            {
                var run = new RunStamp
                {
                    Feed = feed.Name,
                    FeedText = feed.Text,
                    RunId = new Guid(seed, 0, 0, new byte[8]),
                    RecordedAt = rig.Clock.GetUtcNow(),
                    Token = 1,
                };
                var arrival = new Arrival(run, part.Dataset, new Night(date, feed.Schedule.InstantOf(date)), delivery);
                await warehouse.History.LandAsync(arrival, part, CancellationToken.None);
                accepted.Add(await warehouse.History.MergeAsync(arrival, part, CancellationToken.None));
            }

            return accepted;
        }
        catch (UnusableDeliveryException)
        {
            return null;
        }
    }

    private static Fold.Counts Counts(AcceptedNight night) => new()
    {
        Records = (int)night.Tally.Records,
        Accepted = (int)night.Tally.Accepted,
        Collapsed = (int)night.Tally.Collapsed,
        Skipped = (int)night.Tally.Skipped,
        Quarantined = (int)night.Tally.Quarantined,
        New = (int)night.Tally.New,
        Changed = (int)night.Tally.Changed,
        Refreshed = (int)night.Tally.Refreshed,
        Unchanged = (int)night.Tally.Unchanged,
        Gone = (int)night.Tally.Gone,
        Held = (int)night.Tally.Held,
        Back = (int)night.Back,
        OpenBefore = (int)night.Tally.OpenBefore,
        OpenAfter = (int)night.OpenAfter,
    };
}
