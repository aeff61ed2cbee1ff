using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Nights;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>Generations of gold: publishing on request, rolling back, questions.</summary>
public abstract class PublishingConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    private const string Generations = "select things from gold.thing_count";
    private const string Facts = "select table_name, night, published_at, next_expected_at, blocked_reason from gold.data_as_of where feed = 'shop' order by table_name";

    [Fact]
    public async Task A_rollback_returns_readers_and_data_as_of_to_the_generation_before_and_a_second_one_to_the_newer()
    {
        await TwoGenerationsAsync();
        var newer = Rig.Rows(Facts);
        var back = await RollBackAsync();
        Assert.False(back.IsReturn);
        Assert.Equal("1", Rig.Rows(Generations));
        Assert.Equal(
            """
            answers 2021-12-01 2021-12-01 02:37:00.000000 2021-12-02 03:00:00.000000 null
            thing_count 2021-12-01 2021-12-01 02:37:00.000000 2021-12-02 03:00:00.000000 null
            """,
            Rig.Rows(Facts));
        Assert.Equal(["answers 2021-12-01", "thing_count 2021-12-01"], back.Tables.Select(Describe));
        Assert.Equal("shop 01 1", Rig.Rows("select feed, question_id, value_text from gold.answers"));

        var forth = await RollBackAsync();
        Assert.True(forth.IsReturn);
        Assert.Equal("2", Rig.Rows(Generations));
        Assert.Equal(newer, Rig.Rows(Facts));
        Assert.Equal("shop 01 2", Rig.Rows("select feed, question_id, value_text from gold.answers"));
        Assert.Equal(GoldState.UpToDate, (await Rig.RunAsync(2)).Gold.State);
    }

    [Fact]
    public async Task What_was_rolled_back_is_published_again_by_news_or_on_request_and_by_nothing_else()
    {
        await TwoGenerationsAsync();
        await RollBackAsync();
        Assert.Equal(GoldState.RolledBack, (await Rig.RunAsync(2)).Gold.State);
        Assert.Equal("1", Rig.Rows(Generations));
        Assert.Equal(GoldState.Published, (await PublishAsync()).Gold.State);
        Assert.Equal("2", Rig.Rows(Generations));
        Assert.Equal("0", Rig.Rows("select count(*) from ops.withheld_gold"));

        await LoadAsync(3, """[{"id":"a"},{"id":"b"},{"id":"c"}]""");
        await RollBackAsync();
        Assert.Equal("2", Rig.Rows(Generations));
        await LoadAsync(4, """[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"}]""");
        Assert.Equal("4", Rig.Rows(Generations));
        await RollBackAsync();
        Assert.Equal("2", Rig.Rows(Generations));
    }

    [Fact]
    public async Task A_rollback_over_models_that_came_went_or_changed_brings_each_back_as_it_was()
    {
        await TwoGenerationsAsync();
        Rig.Sql("gold/thing_count.sql", Count
            .Replace("--   things  integer", "--   most  text  the last\n--   things  integer", StringComparison.Ordinal)
            .Replace("select count(*)", "select max(id) as most, count(*)", StringComparison.Ordinal));
        Rig.Sql("gold/more.sql", Count);
        await LoadAsync(3, """[{"id":"a"},{"id":"b"},{"id":"c"}]""");
        var newer = Rig.Rows("select t.most, t.things, m.things from gold.thing_count as t cross join gold.more as m");
        Assert.Equal("c 3 3", newer);

        await RollBackAsync();
        Assert.Equal("2", Rig.Rows(Generations));
        Assert.Equal(["answers", "data_as_of", "thing_count"], Rig.Warehouse.Tables("gold"));
        Assert.Equal(["things"], Rig.Warehouse.Columns("gold", "thing_count"));
        await RollBackAsync();
        Assert.Equal(newer, Rig.Rows("select t.most, t.things, m.things from gold.thing_count as t cross join gold.more as m"));

        await RollBackAsync();
        Rig.Sql("gold/thing_count.sql", Count);
        await LoadAsync(4, """[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"}]""");
        Assert.Equal("4 4", Rig.Rows("select t.things, m.things from gold.thing_count as t cross join gold.more as m"));
    }

    [Fact]
    public async Task A_rollback_without_a_generation_before_says_so_and_changes_nothing()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        Assert.Equal(
            """
            Feed 'shop' has published no gold.
            One generation is kept, from the second publish on; on a server the next build takes its place as soon as it begins.
            Gold is unchanged.
            Build and publish what silver holds instead: publish shop
            """,
            (await Assert.ThrowsAsync<NothingToPublishException>(RollBackAsync)).Message);
        await LoadAsync(1, """[{"id":"a"}]""");
        var gold = Snapshot();
        Assert.StartsWith(
            "Feed 'shop' has no generation of gold before the published one.",
            (await Assert.ThrowsAsync<NothingToPublishException>(RollBackAsync)).Message,
            StringComparison.Ordinal);
        AssertSame(gold, Snapshot());
    }

    [Fact]
    public async Task A_rollback_of_one_feed_leaves_the_gold_of_the_others_alone()
    {
        await TwoFeedsAsync();
        Question("second", "others");
        await LoadAsync(2, """[{"id":"a"},{"id":"b"}]""");
        Rig.Put("others.json", """[{"id":"a"},{"id":"b"},{"id":"c"}]""");
        Assert.Equal(GoldState.Published, (await Rig.RunAsync(2, "second")).Gold.State);
        Assert.Equal("2 3", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
        await RollBackAsync();
        Assert.Equal("1 3", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
        Assert.Equal("second 01 3", Rig.Rows("select feed, question_id, value_text from gold.answers"));
        await RollBackAsync();
        Assert.Equal("2 3", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
    }

    [Fact]
    public async Task Publish_builds_gold_again_from_silver_as_it_stands()
    {
        await TwoGenerationsAsync();
        Rig.Sql("checks/thing_count.not_two.sql", NoThree.Replace("SEVERITY", "stop", StringComparison.Ordinal).Replace("= 3", "= 2", StringComparison.Ordinal));
        Assert.Equal(GoldState.NotPublished, (await PublishAsync()).Gold.State);
        Assert.Equal("2021-12-02 incomplete", Rig.Rows("select night, state from ops.nights where night = '2021-12-02'"));
        Rig.Sql("checks/thing_count.not_two.sql", NoThree.Replace("SEVERITY", "stop", StringComparison.Ordinal));
        var report = await PublishAsync();
        Assert.Equal((GoldState.Published, "2021-12-02"), (report.Gold.State, report.Night.Name));
        Assert.Equal("2", Rig.Rows(Generations));
        Assert.Equal("2021-12-02 accepted", Rig.Rows("select night, state from ops.nights where night = '2021-12-02'"));
    }

    [Fact]
    public async Task Every_feed_of_a_warehouse_can_have_questions()
    {
        await TwoFeedsAsync();
        Question("shop", "things");
        Question("second", "others");
        Assert.Equal(GoldState.Published, (await Rig.RunAsync(1)).Gold.State);
        Assert.Equal(GoldState.Published, (await Rig.RunAsync(1, "second")).Gold.State);
        Assert.Equal("second 01 1\nshop 01 1", Answers());
        Rig.Put("others.json", """[{"id":"a"},{"id":"b"}]""");
        await Rig.RunAsync(2, "second");
        Assert.Equal("second 01 2\nshop 01 1", Answers());
        await LoadAsync(2, """[{"id":"a"},{"id":"b"},{"id":"c"}]""");
        Assert.Equal("second 01 2\nshop 01 3", Answers());
        Assert.Equal(["answers second", "answers shop"], Rig.Rows("select table_name, feed from gold.data_as_of where table_name = 'answers' order by feed").Split('\n'));
    }

    [Fact]
    public async Task A_check_reads_the_answers_in_the_making()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        Question("shop", "things");
        Rig.Sql("checks/thing_count.answers.sql", """
            -- The answer of the same feed is never three.
            -- severity: stop
            select a.value from gold.answers as a where a.feed = 'shop' and a.value = 3
            """);
        await LoadAsync(1, """[{"id":"a"}]""");
        Rig.Put("things.json", """[{"id":"a"},{"id":"b"},{"id":"c"}]""");
        Assert.Equal(GoldState.NotPublished, (await Rig.RunAsync(2)).Gold.State);
        Assert.Equal("shop 01 1", Answers());
    }

    private string Answers() => Rig.Rows("select feed, question_id, value_text from gold.answers order by feed, question_id");

    private async Task TwoGenerationsAsync()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        Question("shop", "things");
        await LoadAsync(1, """[{"id":"a"}]""");
        await LoadAsync(2, """[{"id":"a"},{"id":"b"}]""");
        Assert.Equal("2", Rig.Rows(Generations));
    }

    private void Question(string feed, string dataset) => Rig.Sql("questions/01-many.sql", $"""
        -- question: How many {dataset} are there?
        -- definition: Every version counts.
        -- unit: {dataset}
        -- type: integer
        -- format: number
        select count(*) as value from silver.{dataset}
        """, feed);

    private async Task<GoldRollback> RollBackAsync()
    {
        await using var warehouse = Rig.Warehouse.Open();
        return await new RollBackGold(Rig.Feeds, warehouse, NullLogger<RollBackGold>.Instance).RunAsync(NightRig.Shop, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Publishing_on_request_does_not_take_away_why_gold_is_behind()
    {
        Rig.Feed(Things + "\n" + Things.Replace("things", "others", StringComparison.Ordinal));
        Rig.Sql("gold/thing_count.sql", Count);
        Rig.Put("others.json", """[{"id":"o"}]""");
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        Rig.Put("others.json", """[{"id":"o"},{"id":"p"}]""");
        Rig.Put("things.json", "[]");
        Assert.NotEmpty((await Rig.RunAsync(2)).Faults);
        const string reason = "select state, blocked_reason from gold.data_as_of";
        var before = Rig.Rows(reason);
        Assert.StartsWith("blocked things is as of 2021-12-01: things.json of night 2021-12-02 ", before, StringComparison.Ordinal);
        Assert.Equal(GoldState.Published, (await PublishAsync()).Gold.State);
        Assert.Equal(before, Rig.Rows(reason));
        await LoadAsync(2, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await PublishAsync();
        Assert.DoesNotContain("blocked", Rig.Rows(reason), StringComparison.Ordinal);
    }

    private static string Describe(PublishedTable table) => string.Create(CultureInfo.InvariantCulture, $"{table.Table} {table.Night:yyyy-MM-dd}");
}
