using Pipeline.Core.Faults;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>A late night is guarded and read as of its own date.</summary>
public abstract class LateNightsConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task H18_H23_H24_an_older_night_is_guarded_against_what_was_open_then_and_an_approval_lets_it_through()
    {
        Rig.Feed(Things);
        await LoadAsync(1, Rows(1, 50));
        await LoadAsync(4, Rows(1, 41)); // of what is open now, the older night would close 3
        var before = SnapshotBelowGold();
        var json = Rows(1, 38);
        Rig.Put("things.json", json);
        var report = await Rig.RunAsync(2, isLatest: false);
        Assert.Equal(ExitCode.Stopped, report.ExitCode);
        Assert.StartsWith(
            "things.json of night 2021-12-02 would close 12 of 50 open version(s) of 'things' (24%); the limit is max_deleted: 20%, from 10 on.\n  things, gone, 12: ",
            FaultOf(report).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        AssertSame(before, SnapshotBelowGold());

        await ApproveAsync(2, "things", Sha256(json));
        Assert.Equal(ExitCode.Done, (await Rig.RunAsync(2, isLatest: false)).ExitCode);
        Assert.Equal("things", Rig.Rows("select dataset from history.used_approvals"));
        Assert.Equal("approved", Rig.Rows("select outcome from ops.guards where guard = 'max_deleted' and night = '2021-12-02' and outcome = 'approved'"));
        Assert.Equal(
            "2021-12-01 50 0 0 0 50\n2021-12-02 0 0 12 50 38\n2021-12-04 3 3 0 38 41",
            Rig.Rows("select night, new, back, gone, open_before, open_after from history.accepted_nights order by night"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task H15_a_row_that_the_corrected_feed_file_can_read_leaves_quarantine(bool isNewest)
    {
        Rig.Feed(Things.Replace("t: text", "t: date", StringComparison.Ordinal));
        const string json = """[{"id":"a","t":"2021-01-31"},{"id":"b","t":"31.01.2021"},{"id":"c","t":"soon"}]""";
        await LoadAsync(1, json);
        Assert.Equal("2 bad value\n3 bad value", Rig.Rows("select record_no, reason from ops.quarantine order by record_no"));
        if (!isNewest)
        {
            await LoadAsync(2, """[{"id":"a","t":"2021-01-31"}]""");
        }

        Rig.Feed(Things.Replace("t: text", "t: { type: date, format: [yyyy-MM-dd, dd.MM.yyyy] }", StringComparison.Ordinal));
        Rig.Put("things.json", json);
        Assert.Empty((await Rig.RunAsync(1, isLatest: isNewest)).Faults);
        Assert.Equal("3 bad value", Rig.Rows("select record_no, reason from ops.quarantine"));
        Assert.Equal("3 2 1", Rig.Rows("select records, accepted, quarantined from history.accepted_nights where night = '2021-12-01'"));
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task H18_H23_an_older_night_is_not_guarded_against_what_came_after_it()
    {
        Rig.Feed(Things);
        await LoadAsync(1, Rows(1, 20));
        await LoadAsync(4, Rows(1, 60));
        Rig.Put("things.json", Rows(1, 20));
        Assert.Equal(ExitCode.Done, (await Rig.RunAsync(2, isLatest: false)).ExitCode);
        Assert.Equal("0 20", Rig.Rows("select gone, unchanged from history.accepted_nights where night = '2021-12-02'"));
    }

    [Theory]
    [InlineData("full")]
    [InlineData("upsert")]
    public async Task H18_H27_an_older_night_without_a_column_keeps_the_values_of_the_night_before_it(string mode)
    {
        Rig.Feed(Things.Replace("full", mode, StringComparison.Ordinal) + "\n    on_missing_column: hold");
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y"}]""");
        await LoadAsync(4, """[{"id":"a","v":1,"t":"z"},{"id":"b","v":1,"t":"y"},{"id":"c","v":1,"t":"w"}]""");
        Rig.Put("things.json", """[{"id":"a","v":2},{"id":"b","v":1},{"id":"c","v":1}]""");
        Assert.Equal(ExitCode.Done, (await Rig.RunAsync(2, isLatest: false)).ExitCode);
        Expect("a 1 x [1,2)\na 1 z [4,) *\na 2 x [2,4)\nb 1 y [1,) *\nc 1 null [2,4)\nc 1 w [4,) *", "things", "id", "v", "t");
    }

    [Theory]
    [InlineData("full")]
    [InlineData("upsert")]
    public async Task H18_H27_a_later_night_without_a_column_keeps_the_values_of_an_older_one_that_came_after_it(string mode)
    {
        Rig.Feed(Things.Replace("full", mode, StringComparison.Ordinal) + "\n    on_missing_column: hold");
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y"}]""");
        await LoadAsync(4, """[{"id":"a","v":1},{"id":"b","v":2},{"id":"c","v":1}]""");
        Rig.Put("things.json", """[{"id":"a","v":1,"t":"z"},{"id":"b","v":1,"t":"w"},{"id":"c","v":1,"t":"u"}]""");
        Assert.Equal(ExitCode.Done, (await Rig.RunAsync(2, isLatest: false)).ExitCode);
        Expect("a 1 x [1,2)\na 1 z [2,) *\nb 1 w [2,4)\nb 1 y [1,2)\nb 2 w [4,) *\nc 1 u [2,) *", "things", "id", "v", "t");
    }
}
