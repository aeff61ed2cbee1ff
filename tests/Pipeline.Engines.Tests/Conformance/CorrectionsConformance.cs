using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>A night that is older than the newest one: late, replaced or withdrawn; silver is the fold of the accepted nights in every order.</summary>
public abstract class CorrectionsConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task H18_a_late_night_changes_history_as_the_fold_does()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1},{"id":"c","v":1}]""");
        await LoadAsync(4, """[{"id":"a","v":1},{"id":"b","v":4},{"id":"d","v":1}]""");
        Rig.Put("things.json", """[{"id":"a","v":2},{"id":"b","v":4},{"id":"e","v":1}]""");
        var report = await Rig.RunAsync(2, isLatest: false);

        Assert.Equal(ExitCode.Done, report.ExitCode);
        Expect("a 1 [1,2)\na 1 [4,) *\na 2 [2,4)\nb 1 [1,2)\nb 4 [2,) *\nc 1 [1,2) *\nd 1 [4,) *\ne 1 [2,4) *", "things", "id", "v");
        Assert.Equal(new CorrectedHistory(4, 7, 0, IsReplaced: false), report.Datasets[0].Rewritten);
        Assert.Equal(
            "2021-12-01 3 0 0 0 0 3\n2021-12-02 1 0 2 1 3 3\n2021-12-04 1 0 1 1 3 3",
            Rig.Rows("select night, new, back, changed, gone, open_before, open_after from history.accepted_nights order by night"));

        // H35: gold holds the old night's news and is still as of the newest.
        Assert.Equal(GoldState.Published, report.Gold.State);
        await using var warehouse = Rig.Warehouse.Open();
        Assert.All(await warehouse.Gold.AsOfAsync("shop", CancellationToken.None), table => Assert.Equal(new DateOnly(2021, 12, 4), table.Night));
    }

    [Fact]
    public async Task H17_another_file_for_a_night_replaces_it_and_leaves_no_trace_in_valid_time()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        await LoadAsync(2, """[{"id":"a","v":9},{"id":"x","v":9}]""");
        await LoadAsync(3, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        Rig.Put("things.json", """[{"id":"a","v":1},{"id":"b","v":1}]""");
        var report = await Rig.RunAsync(2);

        Assert.Equal(ExitCode.Done, report.ExitCode);
        Expect("a 1 [1,) *\nb 1 [2,) *", "things", "id", "v");
        Assert.Equal("2021-12-02 replaced", Rig.Rows("select night, state from history.superseded_nights"));
        Assert.Equal("a 1\na 9\na 1\nb 1\nx 9".Split('\n').Order(), Rig.Rows("select id, v from silver.things__superseded").Split('\n').Order());
        Assert.Equal(DatasetState.AlreadyAccepted, (await Rig.RunAsync(2, isLatest: false)).Datasets[0].State);
    }

    [Fact]
    public async Task H19_a_withdrawn_night_leaves_silver_as_if_it_had_never_been_accepted()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await LoadAsync(2, """[{"id":"a","v":2}]""");
        await LoadAsync(3, """[{"id":"a","v":1},{"id":"c","v":1}]""");
        var report = await Rig.WithdrawAsync(2, "a test system's dump");

        Assert.Equal(ExitCode.Done, report.ExitCode);
        Assert.Equal(DatasetState.Withdrawn, report.Datasets[0].State);
        Assert.Equal(GoldState.Published, report.Gold.State);
        Expect("a 1 [1,) *\nb 1 [1,3) *\nc 1 [3,) *", "things", "id", "v");
        Assert.Equal("2021-12-01\n2021-12-03", Rig.Rows("select night from history.accepted_nights order by night"));
        Assert.Equal("2021-12-02 withdrawn a test system's dump tester", Rig.Rows("select night, state, reason, decided_by from history.superseded_nights"));
        Assert.Equal("withdrawn", Rig.Rows("select state from ops.nights where night = '2021-12-02'"));

        // The archive does not hand the file out by itself: the vendor's file, as it is now, is the night's.
        Rig.Put("things.json", """[{"id":"a","v":5},{"id":"b","v":1}]""");
        await Rig.RunAsync(2, isLatest: false);
        Expect("a 1 [1,2)\na 1 [3,) *\na 5 [2,3)\nb 1 [1,3) *\nc 1 [3,) *", "things", "id", "v");
    }

    [Fact]
    public async Task H19_a_night_that_was_never_accepted_can_t_be_withdrawn()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        var before = Snapshot();
        Assert.Equal(
            """
            Night 2021-12-02 of feed 'shop' is not accepted; only 2021-12-01 is.
            Only what was accepted can be withdrawn: nothing of this night is in history.
            Nothing was written.
            See which nights are accepted: status shop
            """,
            (await Assert.ThrowsAsync<NightNotAcceptedException>(() => Rig.WithdrawAsync(2, "a mistake"))).Message);
        AssertSame(before, Snapshot());
    }

    [Fact]
    public async Task H22_the_append_record_of_the_older_night_wins_until_that_night_is_withdrawn()
    {
        Rig.Feed(Things.Replace("mode: full", "mode: append", StringComparison.Ordinal));
        await LoadAsync(2, """[{"id":"a","v":2},{"id":"b","v":1}]""");
        Rig.Put("things.json", """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await Rig.RunAsync(1, isLatest: false);
        Expect("a 1 [1,) *\nb 1 [1,) *", "things", "id", "v");
        Assert.Equal("2021-12-02 known fact", Rig.Rows("select night, reason from ops.quarantine"));
        Assert.Equal("2021-12-02 key", Rig.Rows("select night, scope from history.held_keys"));
        Assert.Equal("2 2 0\n2 1 1", Rig.Rows("select records, accepted, quarantined from history.accepted_nights order by night"));

        await Rig.WithdrawAsync(1, "a mistake");
        Expect("a 2 [2,) *\nb 1 [2,) *", "things", "id", "v");
        Assert.Equal("", Rig.Rows("select night from ops.quarantine"));
        Assert.Equal("", Rig.Rows("select night from history.held_keys"));
    }

    [Fact]
    public async Task H37_a_report_can_be_reproduced_as_it_was_before_a_correction()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        var afterFirst = Rig.Clock.GetUtcNow();
        await LoadAsync(3, """[{"id":"a","v":3}]""");
        var afterThird = Rig.Clock.GetUtcNow();
        Rig.Put("things.json", """[{"id":"a","v":2},{"id":"b","v":1}]""");
        await Rig.RunAsync(2, isLatest: false);
        var afterSecond = Rig.Clock.GetUtcNow();
        await Rig.WithdrawAsync(3, "a mistake");

        Assert.Equal("a 1, b 1", await AsOfAsync(3, afterFirst));
        Assert.Equal("a 3", await AsOfAsync(3, afterThird));
        Assert.Equal("a 1, b 1", await AsOfAsync(2, afterThird));
        Assert.Equal("a 2, b 1", await AsOfAsync(2, afterSecond));
        Assert.Equal("a 3", await AsOfAsync(3, afterSecond));
        Assert.Equal("a 2, b 1", await AsOfAsync(3, null));
        Assert.Null(await KnownSinceAsync(0));
        Assert.InRange((await KnownSinceAsync(1))!.Value, DateTime.MinValue, afterFirst.UtcDateTime);
        Assert.Equal(await KnownSinceAsync(1), await KnownSinceAsync(3));

        async Task<DateTime?> KnownSinceAsync(int daysAfterNovember)
        {
            await using var warehouse = Rig.Warehouse.Open();
            var schedule = Rig.Read().Schedule;
            return await warehouse.Silver.KnownSinceAsync("shop", "things", schedule.InstantOf(new DateOnly(2021, 11, 30).AddDays(daysAfterNovember)), CancellationToken.None);
        }

        async Task<string> AsOfAsync(int day, DateTimeOffset? knownAt)
        {
            await using var warehouse = Rig.Warehouse.Open();
            var feed = Rig.Read();
            var asOf = new AsOf(feed.Datasets[0], feed.Schedule.InstantOf(Testing.Warehouses.NightRig.Night(day)), knownAt);
            var rows = await warehouse.Silver.ReadAsOfAsync(asOf, CancellationToken.None).ToListAsync();
            return string.Join(", ", rows.Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task H18_a_night_whose_neighbour_is_no_longer_in_the_archive_is_refused_where_it_is_needed()
    {
        Rig.Feed(Things.Replace("mode: full", "mode: upsert", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        var third = await LoadAsync(3, """[{"id":"a","v":1},{"id":"z","v":1}]""");
        Directory.Delete(Path.Combine(Rig.Archive.Root, "shop", "2021-12-03"), recursive: true);
        var before = Snapshot();
        Rig.Put("things.json", """[{"id":"a","v":2}]""");
        Assert.Equal(
            $"""
            What night 2021-12-02 changes in 'things' depends on what night 2021-12-03 delivered, and its file (sha256 {third.Sha256[..12]}) is not in the archive {Rig.Archive.Root}.
            Without it some versions would begin or end at the wrong night, so nothing is changed.
            bronze.things and silver.things are unchanged.
            Put the archive back from a backup, then run: run shop --night 2021-12-02
            """,
            FaultOf(await Rig.RunAsync(2, isLatest: false)));
        AssertSame(before, Snapshot());
    }
}
