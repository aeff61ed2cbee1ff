using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds;
using Pipeline.Core.History;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>Random nights against <see cref="Fold"/>: compare, land and merge, without HTTP, files or gold.</summary>
/// <remarks>PIPELINE_TEST_CASES says how many; a failure names its seed, which PIPELINE_TEST_SEED takes up again.</remarks>
public abstract class FoldConformance
{
    private const int CasesPerWarehouse = 20;
    private const int Nights = 7;

    internal static readonly DateOnly First = new(2021, 12, 1);

    /// <summary>How many cases are tried where PIPELINE_TEST_CASES says nothing: on a server each costs seconds.</summary>
    protected virtual int Cases => 120;

    protected abstract WarehouseProbe NewWarehouse();

    [Fact]
    public async Task H14_H15_H16_H34_silver_is_the_fold_of_the_accepted_nights()
    {
        var cases = Setting("PIPELINE_TEST_CASES", Cases);
        var firstSeed = Setting("PIPELINE_TEST_SEED", 1);
        for (var seed = firstSeed; seed < firstSeed + cases; seed += CasesPerWarehouse)
        {
            using var rig = new NightRig(NewWarehouse());
            await using var warehouse = rig.Warehouse.Open();
            await warehouse.MigrateAsync(CancellationToken.None);
            for (var one = seed; one < Math.Min(seed + CasesPerWarehouse, firstSeed + cases); one++)
            {
                await RunAsync(rig, warehouse, one);
            }
        }
    }

    internal static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

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
                file = Encoding.UTF8.GetBytes(string.Concat(nodes.Select(node => (node.IsBroken ? "{\"k\":\"a\",\"v" : node.Json(random)) + "\n")));
            }

            var where = $"{settings} night {night}:\n{Encoding.UTF8.GetString(file)}";
            var isUsable = fold.Apply(nodes, night);
            var accepted = await LoadAsync(rig, warehouse, feed, file, night, seed);
            Assert.True(isUsable == accepted is not null, where);
            foreach (var (level, counted) in (accepted ?? []).Index())
            {
                AssertEqual(fold.Levels[level].Nights[night].ToString(), Counts(counted).ToString(), where);
            }

            for (var level = 0; level < settings.Levels && (step == Nights - 1 || random.Next(Nights) == 0); level++)
            {
                AssertEqual(Expected(fold.Levels[level]), Found(rig, feed.AllDatasets.ElementAt(level)), where);
            }
        }

        for (var level = 0; level < settings.Levels; level++)
        {
            AssertDumps(rig, settings, fold.Levels[level], level);
            AssertInvariants(rig, settings.Dataset(level));
        }
    }

    private static async Task<IReadOnlyList<AcceptedNight>?> LoadAsync(
        NightRig rig, IWarehouse warehouse, FeedDefinition feed, byte[] file, int night, int seed)
    {
        var date = First.AddDays(night);
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
            using var changes = await new DeliveryComparer(warehouse, Path.Combine(rig.Source, "work"))
                .CompareAsync(feed.Datasets[0], () => new MemoryStream(file), delivery.File, CancellationToken.None);
            var accepted = new List<AcceptedNight>();
            foreach (var part in changes.Datasets)
            {
                var arrival = new Arrival
                {
                    Feed = feed.Name,
                    Dataset = part.Dataset,
                    Night = new Night(date, feed.Schedule.InstantOf(date)),
                    Delivery = delivery,
                    FeedText = feed.Text,
                    RunId = new Guid(seed, 0, 0, new byte[8]),
                    RecordedAt = rig.Clock.GetUtcNow(),
                    Token = 1,
                };
                await warehouse.LandAsync(arrival, part, CancellationToken.None);
                accepted.Add(await warehouse.MergeAsync(arrival, part, CancellationToken.None));
            }

            return accepted;
        }
        catch (UnusableDeliveryException)
        {
            return null;
        }
    }

    internal static Fold.Counts Counts(AcceptedNight night) => new()
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

    internal static string Expected(Fold.Level level) => Lines(level.Versions.SelectMany(key => key.Value.Select(version =>
        Line(key.Key, version.Row, version.From, version.To, version == key.Value[^1]))));

    internal static string Found(NightRig rig, DatasetDefinition dataset)
    {
        var key = string.Join(", ", dataset.Key.Select(SqlLibrary.Quote));
        var columns = dataset.Columns.Select(column => column.Name).ToList();
        string Column(string name) => columns.Contains(name) ? name : "null";
        return Lines(rig.Warehouse
            .Query($"select v, {Column("o")}, {Column("u")}, valid_from, valid_to, is_latest, {key} from silver.{dataset.Name}")
            .Select(row => Line(
                string.Concat(row.Skip(6).Select(part => $"/{part}")),
                new Fold.Row(row[0], row[1] is { } order ? int.Parse(order, CultureInfo.InvariantCulture) : null, row[2]),
                Night(row[3]!),
                row[4] is { } to ? Night(to) : null,
                row[5] == "1")));
    }

    private static int Night(string instant) =>
        DateOnly.ParseExact(instant[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - First.DayNumber;

    private static string Line(string key, Fold.Row row, int from, int? to, bool isLatest) =>
        $"{key} {row.Value ?? "null"} {row.Order?.ToString(CultureInfo.InvariantCulture) ?? "null"} {row.Untracked ?? "null"} [{from},{to}){(isLatest ? " *" : "")}";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    // As of every night, what the dump held is there with its values; of a full dataset nothing else but what is held.
    internal static void AssertDumps(NightRig rig, CaseSettings settings, Fold.Level level, int depth)
    {
        foreach (var (night, dump) in level.Dumps)
        {
            var at = $"'{First.AddDays(night):yyyy-MM-dd} 02:00:00.000000'";
            var keys = rig.Read(settings.Name).AllDatasets.ElementAt(depth).Key;
            var there = rig.Warehouse.Query(
                    $"select {string.Join(", ", keys.Select(SqlLibrary.Quote))}, v, {(settings.HasOrder ? "o" : "null")} from silver.{settings.Dataset(depth)} where valid_from <= {at} and (valid_to is null or valid_to > {at})")
                .ToDictionary(row => $"/{string.Join('/', row.Take(keys.Count))}", row => (row[keys.Count], row[keys.Count + 1]));
            foreach (var (key, row) in dump)
            {
                Assert.Equal((row.Value, row.Order?.ToString(CultureInfo.InvariantCulture)), there[key]);
            }

            Assert.True(settings.Mode != "full" || there.Count == dump.Count + level.Nights[night].Held, $"{settings} as of {at}");
        }
    }

    internal static void AssertInvariants(NightRig rig, string dataset)
    {
        Assert.Equal("0 0 0 0", rig.Rows($"""
            select
                (select count(*) from (select key_hash from silver.{dataset} where valid_to is null group by key_hash having count(*) > 1) as a),
                (select count(*) from silver.{dataset} where valid_to <= valid_from),
                (select count(*) from silver.{dataset} as a inner join silver.{dataset} as b on a.key_hash = b.key_hash and a.valid_from < b.valid_from and (a.valid_to is null or a.valid_to > b.valid_from)),
                (select count(*) from (select key_hash from silver.{dataset} group by key_hash having sum(cast(is_latest as int)) <> 1) as c)
            """));
    }

    internal static void AssertEqual(string expected, string found, string where) =>
        Assert.True(expected == found, $"{where}\nexpected\n{expected}\nfound\n{found}");
}
