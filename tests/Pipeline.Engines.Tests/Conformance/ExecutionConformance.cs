using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>One run of a feed at a time, a night in one transaction, and counts that add up.</summary>
public abstract class ExecutionConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    private static readonly string TwoDatasets = Things + "\n" + Things
        .Replace("things:", "others:", StringComparison.Ordinal)
        .Replace("things.json", "others.json", StringComparison.Ordinal);

    [Fact]
    public async Task H32_two_runs_of_a_feed_at_once_are_refused_and_a_finished_one_gives_its_lease_back()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        await using var first = Rig.Warehouse.Open("host a, process 1");
        await using (var lease = await first.Leases.TakeAsync("shop", TestContext.Current.CancellationToken))
        {
            var fault = await Assert.ThrowsAsync<FeedIsLeasedException>(() => Rig.RunAsync(2));
            Assert.True(fault.IsTransient);
            Assert.Equal(
                $"""
                Another run is working on feed 'shop' in {first.Name} (host a, process 1).
                Two runs at once would write over each other, so this one has not begun.
                Nothing was read or written by this command.
                See how far the other has come: status shop
                """,
                fault.Message);
            await using var other = await first.Leases.TakeAsync("another", TestContext.Current.CancellationToken);
        }

        await LoadAsync(2, """[{"id":"a","v":2}]""");
        Assert.Equal("1\n3", Rig.Rows("select token from history.accepted_nights order by night"));
    }

    [Fact]
    public async Task H33_a_night_is_accepted_in_the_transaction_of_its_merge_or_not_at_all()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        Rig.Warehouse.Refuse("accepted_nights", "the disk is full");
        var fault = await FaultAsync(2, """[{"id":"a","v":2},{"id":"b","v":"?"}]""");
        Assert.Contains("the disk is full", fault, StringComparison.Ordinal);
        Expect("a 1 [1,) *", "things", "id", "v");
        Assert.Equal("1 0", Rig.Rows("select (select count(*) from history.accepted_nights), (select count(*) from history.held_keys)"));

        Rig.Warehouse.Allow("accepted_nights");
        var night = await LoadAsync(2, """[{"id":"a","v":2},{"id":"b","v":"?"}]""");
        Expect("a 1 [1,2)\na 2 [2,) *", "things", "id", "v");
        Assert.Equal((1, 1), (night.Tally.Changed, night.Tally.Quarantined));
        Assert.Equal("2 1", Rig.Rows("select (select count(*) from bronze.things), (select count(*) from ops.quarantine)"));
    }

    [Fact]
    public async Task H33_quarantined_rows_are_there_once_however_often_the_night_is_tried()
    {
        Rig.Feed(Things);
        Rig.Put("things.json", """[{"id":"a","v":1},{"id":"b","v":"?"},{"id":null}]""");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Rig.RunAsync(1);
        }

        Assert.Equal("2", Rig.Rows("select count(*) from ops.quarantine"));
        Assert.Equal("3", Rig.Rows("select count(*) from ops.runs"));
    }

    [Fact]
    public async Task H34_the_counts_of_a_night_are_stored_and_add_up()
    {
        Rig.Feed(Things + "\n    skip_when: { id: \"\" }");
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await LoadAsync(2, """[{"id":"a","v":1},{"id":"a","v":1},{"id":"b","v":"?"},{"id":""},{"id":null},{"id":"c","v":1},{"id":"c","v":2}]""");
        Assert.Equal(
            "7 1 1 1 4 1 2 2",
            Rig.Rows("select records, accepted, collapsed, skipped, quarantined, held, open_before, open_after from history.accepted_nights where night = '2021-12-02'"));
    }

    [Fact]
    public async Task H34_a_row_that_somebody_deleted_from_silver_stops_the_night_and_says_so()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        Rig.Warehouse.Execute("delete from silver.things where id = 'b'");
        Assert.Equal(
            """
            silver.things has 1 open version(s), but night 2021-12-01 left 2.
            Somebody has changed the table by hand, and a night built on it would make that look like news of the source.
            bronze.things and silver.things are unchanged.
            Put the table back from a backup; see which nights were accepted: status shop
            """,
            await FaultAsync(2, """[{"id":"a","v":1},{"id":"b","v":1}]"""));
        Expect("a 1 [1,) *", "things", "id", "v");
        Assert.Equal("1", Rig.Rows("select count(*) from history.accepted_nights"));
    }

    [Theory]
    [InlineData("full")]
    [InlineData("upsert")]
    [InlineData("append")]
    public async Task H34_a_row_that_is_gone_between_comparing_and_merging_rolls_the_night_back(string mode)
    {
        Rig.Feed(Things.Replace("mode: full", $"mode: {mode}", StringComparison.Ordinal) + (mode == "append" ? "\n    on_conflict: version" : ""));
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await using var warehouse = new InterceptedWarehouse(Rig.Warehouse.Open(), method =>
        {
            if (method == nameof(IHistoryWriter.LandAsync))
            {
                Rig.Warehouse.Execute("delete from silver.things where id = 'b'");
            }
        });
        Rig.Put("things.json", """[{"id":"a","v":1},{"id":"b","v":2}]""");
        var report = await Rig.RunAsync(warehouse, NightRig.Night(2));
        Assert.Equal(ExitCode.Stopped, report.ExitCode);
        Assert.Equal(
            """
            silver.things would have 3 open version(s) after night 2021-12-02, but its keys ask for 2.
            History would no longer equal what was delivered, so the night was rolled back.
            silver.things is unchanged. Somebody may have changed the table by hand.
            See which nights were accepted: status
            """,
            FaultOf(report));
        Expect("a 1 [1,) *", "things", "id", "v");
    }

    [Fact]
    public async Task H23_one_broken_dataset_keeps_its_night_and_the_others_and_gold_go_on()
    {
        Rig.Feed(TwoDatasets);
        Rig.Sql("gold/thing_count.sql", Count);
        Rig.Sql("gold/other_count.sql", Count.Replace("things", "others", StringComparison.Ordinal));
        Rig.Put("others.json", """[{"id":"a","v":1}]""");
        await LoadAsync(1, """[{"id":"a","v":1}]""");

        Rig.Put("others.json", """[{"id":"a","v":2},{"id":"b","v":1}]""");
        Rig.Put("things.json", """[{"id":"a","v":2},""");
        var report = await Rig.RunAsync(2);
        Assert.Equal(ExitCode.Stopped, report.ExitCode);
        Assert.Equal([DatasetState.NotAccepted, DatasetState.Accepted], report.Datasets.Select(dataset => dataset.State));
        Assert.Equal(GoldState.Published, report.Gold.State);
        Assert.Equal("1 2", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
        var facts = Rig.Warehouse.Query("select table_name, night, state, blocked_reason from gold.data_as_of where table_name <> 'answers' order by table_name");
        Assert.Equal(["other_count", "2021-12-02", "stale", null], facts[0]);
        Assert.Equal(["thing_count", "2021-12-01", "blocked"], facts[1].Take(3));
        Assert.StartsWith("things is as of 2021-12-01: things.json", facts[1][3], StringComparison.Ordinal);

        Rig.Put("things.json", """[{"id":"a","v":2},{"id":"b","v":2}]""");
        var second = await Rig.RunAsync(2);
        Assert.Equal([DatasetState.Accepted, DatasetState.AlreadyAccepted], second.Datasets.Select(dataset => dataset.State));
        Assert.Equal("2 2", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
        Assert.Equal("0", Rig.Rows("select count(*) from gold.data_as_of where blocked_reason is not null"));
    }

    [Fact]
    public async Task A_night_of_which_no_dataset_is_accepted_leaves_gold_as_it_was_but_for_the_reason()
    {
        Rig.Feed(TwoDatasets);
        Rig.Sql("gold/thing_count.sql", Count);
        Rig.Put("others.json", """[{"id":"a","v":1}]""");
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        var before = SnapshotBelowGold();
        Rig.Put("things.json", "{");
        Rig.Take("others.json");
        var report = await Rig.RunAsync(2);
        Assert.Equal((2, GoldState.Untouched, ExitCode.Failed), (report.Faults.Count(), report.Gold.State, report.ExitCode));
        AssertSame(before, SnapshotBelowGold());
        Assert.StartsWith(
            "1 2021-12-01 blocked things is as of 2021-12-01: things.json ",
            Rig.Rows("select things, night, state, blocked_reason from gold.thing_count, gold.data_as_of"), StringComparison.Ordinal);
    }
}
