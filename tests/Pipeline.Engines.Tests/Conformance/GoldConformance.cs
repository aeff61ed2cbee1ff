using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>Gold is published when its checks pass, and says why where it is behind.</summary>
public abstract class GoldConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task H35_a_check_that_finds_rows_keeps_gold_as_it_was_and_one_that_warns_does_not()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        Rig.Sql("checks/thing_count.not_three.sql", NoThree.Replace("SEVERITY", "stop", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        Rig.Put("things.json", """[{"id":"a","v":1},{"id":"b","v":1},{"id":"c","v":1}]""");
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var stopped = await Rig.RunAsync(2);
            Assert.Equal((ExitCode.Stopped, GoldState.NotPublished), (stopped.ExitCode, stopped.Gold.State));
            Assert.Contains("thing_count.not_three", FaultOf(stopped), StringComparison.Ordinal);
            Assert.Contains("things = 3", FaultOf(stopped), StringComparison.Ordinal);
            Assert.Equal("1", Rig.Rows("select things from gold.thing_count"));
            Assert.Equal(
                "2021-12-01 blocked 1 check(s) found rows in the gold of night 2021-12-02 that must not be there: thing_count.not_three (1 row(s))",
                Rig.Rows("select night, state, blocked_reason from gold.data_as_of"));
            Assert.Equal("2021-12-02 incomplete", Rig.Rows("select night, state from ops.nights where night = '2021-12-02'"));
        }

        Rig.Sql("checks/thing_count.not_three.sql", NoThree.Replace("SEVERITY", "warn", StringComparison.Ordinal));
        var report = await Rig.RunAsync(2);
        Assert.Equal((ExitCode.Done, GoldState.Published), (report.ExitCode, report.Gold.State));
        Assert.Equal(["check thing_count.not_three: 1 row(s) offend: There are never three things."], report.Warnings);
        Assert.Equal("3", Rig.Rows("select things from gold.thing_count"));
        Assert.Equal("2021-12-02 accepted", Rig.Rows("select night, state from ops.nights where night = '2021-12-02'"));
    }

    [Fact]
    public async Task H19_gold_that_still_contains_a_withdrawn_night_says_why()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1},{"id":"c","v":1}]""");
        await LoadAsync(2, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        Rig.Sql("checks/thing_count.not_three.sql", NoThree.Replace("SEVERITY", "stop", StringComparison.Ordinal));
        await Rig.WithdrawAsync(2, "a mistake");
        Assert.Equal(
            "2021-12-02 blocked 1 check(s) found rows in the gold of night 2021-12-01 that must not be there: thing_count.not_three (1 row(s))",
            Rig.Rows("select night, state, blocked_reason from gold.data_as_of"));
    }

    [Fact]
    public async Task H35_a_model_that_the_engine_refuses_keeps_gold_as_it_was_and_silver_moves_on()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        Rig.Sql("gold/thing_count.sql", Count.Replace("count(*)", "no_such_function(id)", StringComparison.Ordinal));
        var fault = await FaultAsync(2, """[{"id":"a","v":2}]""");
        Assert.StartsWith("gold/thing_count.sql of feed 'shop' could not be run:", fault, StringComparison.Ordinal);
        Assert.Equal("1", Rig.Rows("select things from gold.thing_count"));
        Assert.StartsWith("blocked gold/thing_count.sql of feed 'shop' could not be run", Rig.Rows("select state, blocked_reason from gold.data_as_of"), StringComparison.Ordinal);
        Expect("a 1 [1,2)\na 2 [2,) *", "things", "id", "v");
    }

    [Fact]
    public async Task A_model_that_can_not_be_portable_has_a_text_of_its_own_for_an_engine()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        await using var warehouse = Rig.Warehouse.Open();
        Rig.Sql($"gold/{warehouse.Traits.Name}/thing_count.sql", Count.Replace("count(*)", "count(*) + 100", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        Assert.Equal("101", Rig.Rows("select things from gold.thing_count"));
    }

    [Fact]
    public async Task Two_feeds_share_a_warehouse_and_each_publishes_its_own_tables()
    {
        await TwoFeedsAsync();
        var shop = Rig.Rows("select * from gold.data_as_of where feed = 'shop' order by table_name");
        Rig.Put("others.json", """[{"id":"a"},{"id":"b"}]""");
        Assert.Equal(GoldState.Published, (await Rig.RunAsync(2, "second")).Gold.State);
        Assert.Equal("1 2", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
        Assert.Equal(shop, Rig.Rows("select * from gold.data_as_of where feed = 'shop' order by table_name"));

        Assert.Equal(GoldState.UpToDate, (await Rig.RunAsync(1)).Gold.State);
        await LoadAsync(2, """[{"id":"a"},{"id":"b"},{"id":"c"}]""");
        Assert.Equal("3 2", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
    }

    [Fact]
    public async Task Two_feeds_that_build_at_the_same_time_lose_nothing_of_each_other()
    {
        await TwoFeedsAsync();
        Rig.Put("others.json", """[{"id":"a"},{"id":"b"}]""");
        Rig.Put("things.json", """[{"id":"a"},{"id":"b"},{"id":"c"}]""");
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        await using var slow = new InterceptedWarehouse(Rig.Warehouse.Open(), method =>
        {
            if (method == nameof(IGoldBuild.BuildAsync))
            {
                begun.TrySetResult();
                release.Wait();
            }
        });
        var shop = Task.Run(() => Rig.RunAsync(slow, NightRig.Night(2)), TestContext.Current.CancellationToken);
        await begun.Task;
        var second = Task.Run(() => Rig.RunAsync(2, "second"), TestContext.Current.CancellationToken);
        await Task.WhenAny(second, Task.Delay(1500, TestContext.Current.CancellationToken));
        release.Set();
        Assert.Equal([GoldState.Published, GoldState.Published], (await Task.WhenAll(shop, second)).Select(report => report.Gold.State));
        Assert.Equal("3 2", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
        Assert.Equal(GoldState.UpToDate, (await Rig.RunAsync(2, "second")).Gold.State);
    }

    [Fact]
    public async Task A_table_of_gold_that_another_feed_publishes_is_refused_and_stays()
    {
        await TwoFeedsAsync();
        Rig.Sql("gold/thing_count.sql", Count.Replace("silver.things", "silver.others", StringComparison.Ordinal), "second");
        Rig.Put("others.json", """[{"id":"a"},{"id":"b"}]""");
        var report = await Rig.RunAsync(2, "second");
        Assert.Equal(
            """
            gold.thing_count of feed 'second' was not published: feed 'shop' publishes a table of that name.
            The feeds of a warehouse share one gold, and readers could not tell which of the two they read.
            Gold is unchanged; bronze and silver hold the night.
            Rename the model, or give the feed a warehouse of its own; then run: run second
            """,
            FaultOf(report));
        Assert.Equal("1 1", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
        Assert.Equal(
            "other_count second 2021-12-01 blocked\nthing_count shop 2021-12-01 stale",
            Rig.Rows("select table_name, feed, night, state from gold.data_as_of order by table_name"));
    }

    [Fact]
    public async Task A_dataset_of_another_feed_is_refused_by_name()
    {
        await TwoFeedsAsync();
        Rig.Feed(Things, feed: "third");
        var fault = await Assert.ThrowsAsync<Core.Warehouse.DefinitionConflictException>(() => Rig.RunAsync(2, "third"));
        Assert.Contains("the dataset belongs to feed 'shop'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_published_table_says_its_night_and_when_the_next_is_expected()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        Assert.Equal(
            "shop 2021-12-01 2021-12-02 03:00:00.000000 2021-12-01 02:37:00.000000",
            Rig.Rows("select feed, night, next_expected_at, published_at from gold.data_as_of where table_name = 'thing_count'"));
    }
}
