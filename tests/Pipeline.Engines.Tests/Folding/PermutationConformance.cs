using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>The same nights in every order they can come in: silver, its counts, what is held and what is in quarantine are the same (H18).</summary>
/// <remarks>
/// Of the 720 orders of six nights CI takes a few, spread evenly; PIPELINE_TEST_CASES says how many. Each result is held against
/// that of the nights in order, hash by hash, and against <see cref="Fold"/>.
/// </remarks>
public abstract class PermutationConformance
{
    /// <summary>How many of the 24 orders of four nights are tried where PIPELINE_TEST_CASES says nothing: on a server each costs seconds.</summary>
    protected virtual int OrdersOfFour => 24;

    /// <summary>How many of the 720 orders of six nights are tried where PIPELINE_TEST_CASES says nothing.</summary>
    protected virtual int OrdersOfSix => 3;

    protected abstract WarehouseProbe NewWarehouse();

    public static TheoryData<string, string, int, bool, bool, bool> Worlds => new()
    {
        { "full", "", 1, false, false, false },
        { "full", "", 2, true, false, false },
        { "full", "", 2, false, true, true },
        { "upsert", "", 1, true, true, false },
        { "upsert", "", 2, false, false, false },
        { "append", "quarantine", 2, false, false, false },
        { "append", "version", 2, true, true, false },
        { "append", "ignore", 1, true, false, false },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task H18_four_nights_leave_the_same_silver_in_each_of_their_24_orders(
        string mode, string onConflict, int levels, bool hasUntracked, bool hasOrder, bool ignoresUnreadable) =>
        await RunAsync(new CaseSettings("order", mode, onConflict, levels, hasUntracked, hasOrder, ignoresUnreadable), Some(PermutedNights.Orders(4), OrdersOfFour));

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task H18_six_nights_leave_the_same_silver_in_each_of_their_720_orders(
        string mode, string onConflict, int levels, bool hasUntracked, bool hasOrder, bool ignoresUnreadable) =>
        await RunAsync(new CaseSettings("order", mode, onConflict, levels, hasUntracked, hasOrder, ignoresUnreadable), Some(PermutedNights.Orders(6), OrdersOfSix));

    // Spread evenly, the first and the last among them.
    private static IReadOnlyList<IReadOnlyList<int>> Some(IReadOnlyList<IReadOnlyList<int>> orders, int usually)
    {
        var cases = Math.Min(TestSetting.Cases(usually), orders.Count);
        return [.. Enumerable.Range(0, cases).Select(one => orders[one * (orders.Count - 1) / Math.Max(1, cases - 1)])];
    }

    private async Task RunAsync(CaseSettings settings, IReadOnlyList<IReadOnlyList<int>> orders)
    {
        using var rig = new NightRig(NewWarehouse());
        rig.Feed(settings.Yaml(), settings.Name);
        var feed = rig.Read(settings.Name);
        await using var warehouse = rig.Warehouse.Open();
        await warehouse.Schema.MigrateAsync(CancellationToken.None);
        await using var lease = await warehouse.Leases.TakeAsync(feed.Name, CancellationToken.None);
        foreach (var dataset in feed.AllDatasets)
        {
            await warehouse.Schema.PrepareAsync(feed.Name, dataset, CancellationToken.None);
        }

        string? expected = null;
        foreach (var (number, order) in orders.Index())
        {
            var found = await RunAsync(rig, warehouse, settings, feed, order, number);
            expected ??= found;
            AssertSame(expected, found, $"{settings} in the order {Text(order)}");
            Forget(rig, feed);
        }
    }

    private static string Text(IReadOnlyList<int> order) => string.Join(", ", order.Select(night => night + 1));

    // The next order begins with nothing, in the same tables: a hash knows the names of its columns.
    private static void Forget(NightRig rig, FeedDefinition feed)
    {
        var tables = feed.AllDatasets.SelectMany(dataset => new[] { $"bronze.{dataset.Name}", $"silver.{dataset.Name}", $"silver.{dataset.Name}__superseded" })
            .Concat(["history.accepted_nights", "history.superseded_nights", "history.held_keys", "ops.quarantine"]);
        foreach (var table in tables)
        {
            rig.Warehouse.Execute($"delete from {table}");
        }
    }

    private static async Task<string> RunAsync(
        NightRig rig, IWarehouse warehouse, CaseSettings settings, FeedDefinition feed, IReadOnlyList<int> order, int number)
    {
        var nights = new NightDriver(rig, warehouse, feed, number);
        foreach (var night in order)
        {
            Assert.True(await nights.AcceptAsync(night + 1, File(night), alwaysPlaces: false));
        }

        var standing = new SortedDictionary<int, IReadOnlyList<Node>>(order.ToDictionary(night => night + 1, night => PermutedNights.All[night]));
        CorrectionConformance.AssertIsFold(rig, settings, feed, standing, $"{settings} in the order {Text(order)}");
        return string.Join('\n', feed.AllDatasets.Select((dataset, level) => $"level {level}\n{StateOf(rig, feed, dataset)}"));
    }

    private static void AssertSame(string expected, string found, string where)
    {
        var (lost, made) = (expected.Split('\n').Except(found.Split('\n')), found.Split('\n').Except(expected.Split('\n')));
        Assert.True(expected == found, $"{where}\nonly in order:\n{string.Join('\n', lost)}\nonly in this order:\n{string.Join('\n', made)}");
    }

    // All that the warehouse says of a dataset, but for what records our work.
    private static string StateOf(NightRig rig, FeedDefinition feed, DatasetDefinition dataset)
    {
        var columns = string.Join(", ", dataset.Columns.Select(column => SqlLibrary.Quote(column.Name)));
        var parent = dataset.Parent is null ? "" : ", parent_key_hash";
        var where = $"where feed = '{feed.Name}' and dataset = '{dataset.Name}'";
        string Sorted(string query) => string.Join('\n', rig.Rows(query).Split('\n').Order(StringComparer.Ordinal));
        return $"""
            {Sorted($"select {columns}, valid_from, valid_to, is_current, is_latest, key_hash{parent}, row_hash, untracked_hash from silver.{dataset.Name}")}
            held
            {Sorted($"select night, scope, hash from history.held_keys {where}")}
            quarantine
            {Sorted($"select night, record_no, reason, column_name, value, key_hash, parent_key_hash, raw from ops.quarantine {where}")}
            nights
            {Sorted($"select night, valid_from, sha256, records, accepted, collapsed, skipped, quarantined, new, changed, refreshed, unchanged, gone, back, held, absences_held, open_before, open_after from history.accepted_nights {where}")}
            """;
    }

    private static byte[] File(int night) => Node.File(PermutedNights.All[night], new Random(night));
}
