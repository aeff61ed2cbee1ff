using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>A guard stops an unusual delivery, and an approval lets exactly that delivery pass.</summary>
public abstract class GuardsConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task H23_a_mass_deletion_is_stopped_with_counts_and_keys_and_recorded()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        await LoadAsync(1, Rows(1, 50));
        var before = SnapshotBelowGold();
        var json = "[" + string.Join(',', Rows(1, 38).Trim('[', ']'), """{"id":"new","v":0},{"id":"t38","v":7},{"id":null}""") + "]";
        json = json.Replace("""{"id":"t38","v":38},""", "", StringComparison.Ordinal);
        Rig.Put("things.json", json);
        var report = await Rig.RunAsync(2);
        Assert.Equal(
            $"""
            things.json of night 2021-12-02 would close 12 of 50 open version(s) of 'things' (24%); the limit is max_deleted: 20%, from 10 on.
              things, new, 1: 'new'
              things, changed, 1: 't38'
              things, gone, 12: {Gone()}, …
              things, quarantined, 1: line 1 (id)
            A dump that lost a part of itself looks just like this, and history would keep the loss as news.
            bronze.things and silver.things are unchanged; the file is kept in the archive.
            If the file is wrong, have it sent again.
            If it is right as it is, approve it once: approve shop --night 2021-12-02 --dataset things --delivery {Sha256(json)} --reason why
            Then run: run shop --night 2021-12-02
            """,
            FaultOf(report));
        Assert.Equal(ExitCode.Stopped, report.ExitCode);
        AssertSame(before, SnapshotBelowGold());
        Assert.Equal("max_deleted", Rig.Rows("select guard from ops.guards where night = '2021-12-02' and outcome = 'stopped'"));
        Assert.Equal(
            "blocked things is as of 2021-12-01: things.json of night 2021-12-02 would close 12 of 50 open version(s) of 'things' (24%); the limit is max_deleted: 20%, from 10 on.",
            Rig.Rows("select state, blocked_reason from gold.data_as_of"));

        string Gone() => FaultOf(report).Split('\n').First(line => line.Contains("gone", StringComparison.Ordinal)).Split(": ")[1].Replace(", …", "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, 40, "", true)] // 9 of 49 is less than the floor
    [InlineData(12, 40, "guards: { max_deleted: 25% }", true)]
    [InlineData(12, 40, "guards: { floor: 13 }", true)]
    [InlineData(12, 40, "guards: { max_deleted: off }", true)]
    [InlineData(2, 40, "guards: { max_deleted: 1%, floor: 2 }", false)]
    [InlineData(12, 40, "", false)]
    public async Task H23_a_limit_is_a_share_and_a_floor_and_the_feed_file_moves_both(int gone, int stay, string guards, bool passes)
    {
        Rig.Feed(Things + $"\n    {guards}");
        await LoadAsync(1, Rows(1, stay + gone));
        Rig.Put("things.json", Rows(1, stay));
        var report = await Rig.RunAsync(2);
        Assert.Equal(passes ? ExitCode.Done : ExitCode.Stopped, report.ExitCode);
    }

    [Fact]
    public async Task H25_a_mass_change_is_explained_by_its_columns()
    {
        Rig.Feed(Things);
        await LoadAsync(1, "[" + string.Join(',', Enumerable.Range(1, 20).Select(n => $$"""{"id":"t{{n:00}}","v":{{n}},"t":"a"}""")) + "]");
        var json = "[" + string.Join(',', Enumerable.Range(1, 20).Select(n => $$"""{"id":"t{{n:00}}","v":{{(n == 3 ? 33 : n)}},"t":"b"}""")) + "]";
        Assert.Equal(
            $"""
            things.json of night 2021-12-02 would change 20 of 20 open version(s) of 'things' (100%); the limit is max_changed: 50%, from 10 on.
              things, changed, 20: 't01', 't02', 't03', 't04', 't05', …
              things, of 20 changed row(s): column t changed in 20 (100%), column v changed in 1 (5%)
            A change of so many rows at once is mostly a change of format, and each of them would get a new version for it.
            bronze.things and silver.things are unchanged; the file is kept in the archive.
            If the file is wrong, have it sent again.
            If it is right as it is, approve it once: approve shop --night 2021-12-02 --dataset things --delivery {Sha256(json)} --reason why
            Then run: run shop --night 2021-12-02
            """,
            await FaultAsync(2, json));
    }

    [Fact]
    public async Task H23_a_mass_quarantine_is_stopped_on_the_first_night_too()
    {
        Rig.Feed(Things);
        var json = "[" + string.Join(',', Enumerable.Range(1, 50).Select(n => $$"""{"id":"t{{n}}","v":{{(n <= 10 ? "\"?\"" : "1")}}}""")) + "]";
        Assert.StartsWith(
            "things.json of night 2021-12-01 would send to quarantine 10 of 50 record(s) of 'things' (20%); the limit is max_quarantined: 10%, from 10 on.\n  things, new, 40: 't11', 't12', 't13', 't14', 't15', …\n  things, quarantined, 10: line 1 (v = '?')",
            (await FaultAsync(1, json)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("0 0", Rig.Rows("select (select count(*) from ops.quarantine), (select count(*) from silver.things)"));
    }

    [Fact]
    public async Task H23_bands_need_a_history_and_say_so_without_one()
    {
        Rig.Feed(Things + "\n    guards: { max_changed: off }");
        for (var day = 1; day <= 3; day++)
        {
            await LoadAsync(day, Rows(1, 20));
        }

        Assert.Equal(
            "'things' has 2 accepted night(s) to compare with, and row_band needs 3: it is not watched yet.",
            Rig.Rows("select detail from ops.guards where night = '2021-12-03' and guard = 'row_band' and outcome = 'no history'"));
        var fault = await FaultAsync(4, Rows(1, 50));
        Assert.StartsWith(
            "things.json of night 2021-12-04 has 50 record(s) for 'things'; the median of the last 3 night(s) is 20, and row_band: 50%..200% allows 10 to 40.\nthings.json of night 2021-12-04 has ",
            fault.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("size_band: 50%..200% allows", fault, StringComparison.Ordinal);
        Rig.Feed(Things + "\n    guards: { row_band: 10%..300%, size_band: off }");
        Assert.Equal(ExitCode.Done, (await Rig.RunAsync(4)).ExitCode);
    }

    [Fact]
    public async Task H23_an_empty_dump_closes_everything_only_where_the_feed_says_so()
    {
        Rig.Feed(Things + "\n    on_empty: accept");
        await LoadAsync(1, Rows(1, 30));
        var night = await LoadAsync(2, "[]");
        Assert.Equal(30, night.Tally.Gone);
        Rig.Feed(Things.Replace("mode: full", "mode: upsert", StringComparison.Ordinal) + "\n    on_empty: stop");
        Assert.Contains("says on_empty: stop", await FaultAsync(3, "[]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H23_a_guard_on_a_list_stops_the_whole_file_and_an_approval_of_the_file_lets_both_through()
    {
        Rig.Feed(NestedIn("full").Replace("things.json", "authors.json", StringComparison.Ordinal));
        var many = string.Join(',', Enumerable.Range(1, 20).Select(n => $$"""{"title":"b{{n}}"}"""));
        Rig.Put("authors.json", $$"""[{"name":"ann","books":[{{many}}]}]""");
        Assert.Equal(ExitCode.Done, (await Rig.RunAsync(1)).ExitCode);
        const string json = """[{"name":"ann","books":[]},{"name":"bob"}]""";
        Rig.Put("authors.json", json);
        var report = await Rig.RunAsync(2);
        Assert.Contains("would close 20 of 20 open version(s) of 'books' (100%)", FaultOf(report), StringComparison.Ordinal);
        Assert.All(report.Datasets, dataset => Assert.Equal(DatasetState.NotAccepted, dataset.State));

        await ApproveAsync(2, report.Datasets[0].Dataset, Sha256(json));
        var again = await Rig.RunAsync(2);
        Assert.Equal(ExitCode.Done, again.ExitCode);
        Assert.Equal(report.Datasets.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), Rig.Rows("select count(*) from history.used_approvals"));
    }

    [Fact]
    public async Task H24_an_approval_lets_exactly_that_file_through_once_also_from_the_archive()
    {
        Rig.Feed(Things);
        await LoadAsync(1, Rows(1, 50));
        var json = Rows(1, 20);
        await FaultAsync(2, json);
        await ApproveAsync(2, "things", Sha256(json));
        Rig.Put("things.json", Rows(1, 50)); // the source has another one now, which nobody has approved
        var report = await Rig.RunAsync(2);
        Assert.Equal((ExitCode.Done, 30, Sha256(json)), (report.ExitCode, report.Datasets[0].Accepted!.Tally.Gone, report.Datasets[0].Accepted!.Sha256));
        Assert.Equal("things", Rig.Rows("select dataset from history.used_approvals"));
        Assert.Equal("approved", Rig.Rows("select outcome from ops.guards where guard = 'max_deleted' and night = '2021-12-02'"));

        await LoadAsync(3, Rows(1, 50));
        Assert.Contains("max_deleted", await FaultAsync(4, json), StringComparison.Ordinal); // used up, and it was for another night
    }

    [Fact]
    public async Task H24_an_approval_that_no_guard_asks_for_is_not_used_up_and_helps_no_broken_file()
    {
        Rig.Feed(Things);
        await LoadAsync(1, Rows(1, 50));
        await ApproveAsync(2, "things", Sha256(Rows(1, 49)));
        await LoadAsync(2, Rows(1, 49));
        Assert.Equal("0", Rig.Rows("select count(*) from history.used_approvals"));
        await FaultAsync(3, "[{");
        await ApproveAsync(3, "things", Sha256("[{"));
        Assert.Contains("cut short", await FaultAsync(3, "[{"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H23_on_blocked_keep_keeps_the_whole_gold_and_it_says_why()
    {
        Rig.Feed(Things + "\n    on_blocked: keep\n" + Things.Replace("things", "others", StringComparison.Ordinal));
        Rig.Sql("gold/other_count.sql", Count.Replace("things", "others", StringComparison.Ordinal));
        Rig.Put("others.json", """[{"id":"a"}]""");
        await LoadAsync(1, """[{"id":"a"}]""");
        Rig.Put("others.json", """[{"id":"a"},{"id":"b"}]""");
        Rig.Put("things.json", "[]");
        var report = await Rig.RunAsync(2);
        Assert.Equal((ExitCode.Stopped, GoldState.Kept), (report.ExitCode, report.Gold.State));
        Assert.Equal(
            "1 2021-12-01 blocked things is as of 2021-12-01: things.json of night 2021-12-02 holds no acceptable record for 'things': 0 in the file, 0 skipped, 0 to quarantine.; 'things' says on_blocked: keep",
            Rig.Rows("select others, night, state, blocked_reason from gold.other_count, gold.data_as_of"));
        Rig.Put("things.json", """[{"id":"a"}]""");
        Assert.Equal(GoldState.Published, (await Rig.RunAsync(2)).Gold.State);
        Assert.Equal("2 null", Rig.Rows("select others, blocked_reason from gold.other_count, gold.data_as_of"));
    }

    [Fact]
    public async Task H23_why_a_night_was_stopped_is_said_until_a_newer_one_is_accepted()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        await LoadAsync(1, """[{"id":"a"}]""");
        await LoadAsync(3, """[{"id":"a"},{"id":"b"}]""");
        await FaultAsync(4, "[]");
        const string why = "blocked things is as of 2021-12-03: things.json of night 2021-12-04 holds no acceptable record for 'things': 0 in the file, 0 skipped, 0 to quarantine.";
        Assert.Equal($"2 {why}", Describe());

        Rig.Put("things.json", """[{"id":"a"},{"id":"c"}]""");
        Assert.Equal(GoldState.Published, (await Rig.RunAsync(2, isLatest: false)).Gold.State);
        Assert.Equal($"2 {why}", Describe());
        Assert.Equal(GoldState.Published, (await PublishAsync()).Gold.State);
        Assert.Equal($"2 {why}", Describe());

        await LoadAsync(5, """[{"id":"a"}]""");
        Assert.EndsWith(" null", Describe(), StringComparison.Ordinal);

        // The stopped night is in the past now: nothing that is done later speaks of it.
        Assert.Equal(GoldState.Published, (await PublishAsync()).Gold.State);
        Assert.EndsWith(" null", Describe(), StringComparison.Ordinal);

        string Describe() => Rig.Rows("select things, state, blocked_reason from gold.thing_count, gold.data_as_of");
    }
}
