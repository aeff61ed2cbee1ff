using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>Intervals in UTC, the instant of a night, and daylight saving.</summary>
public abstract class TimeConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    private const string Berlin = """{ at: "02:30", time_zone: Europe/Berlin, deadline: 1h }""";

    [Fact]
    public async Task H1_intervals_are_half_open_in_utc_with_microseconds_and_H5_the_first_night_begins_at_itself()
    {
        Rig.Feed(Things, schedule: Berlin);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        await LoadAsync(2, """[{"id":"a","v":2}]""");
        Assert.Equal(
            "1 2021-12-01 01:30:00.000000 2021-12-02 01:30:00.000000\n2 2021-12-02 01:30:00.000000 null",
            Rig.Rows("select v, valid_from, valid_to from silver.things order by v"));
    }

    [Fact]
    public async Task H2_a_night_keeps_the_instant_that_it_was_first_expected_with_and_the_clock_gives_none()
    {
        Rig.Feed(Things);
        Rig.Put("things.json", """[{"id":"a","v":1}]""");
        await Rig.RunAsync(1);
        await Rig.RunAsync(3);
        Rig.Feed(Things, schedule: """{ at: "05:00", time_zone: UTC, deadline: 1h }""");
        Rig.Clock.Advance(TimeSpan.FromDays(500));
        Rig.Put("things.json", """[{"id":"a","v":2}]""");
        await Rig.RunAsync(5);
        await Rig.RunAsync(3, isLatest: false);
        Assert.Equal(
            "2021-12-01 2021-12-01 02:00:00.000000\n2021-12-02 2021-12-02 02:00:00.000000\n2021-12-03 2021-12-03 02:00:00.000000\n2021-12-04 2021-12-04 05:00:00.000000\n2021-12-05 2021-12-05 05:00:00.000000",
            Rig.Rows("select night, nominal_at from ops.nights order by night"));
        Assert.Equal("1 2021-12-01 02:00:00.000000 2021-12-05 05:00:00.000000", Rig.Rows("select v, valid_from, valid_to from silver.things where v = 1"));
    }

    [Theory]
    [InlineData("2021-03-27", "01:30", "2021-03-28", "01:00", "2021-03-29", "00:30")]
    [InlineData("2021-10-30", "00:30", "2021-10-31", "00:30", "2021-11-01", "01:30")]
    public async Task H3_no_night_is_skipped_or_doubled_by_daylight_saving(
        string first, string firstAt, string change, string changeAt, string last, string lastAt)
    {
        Rig.Feed(Things, schedule: Berlin);
        foreach (var (night, value) in new[] { (first, 1), (change, 2), (last, 3) })
        {
            Rig.Put("things.json", $$"""[{"id":"a","v":{{value}}}]""");
            await Rig.RunAsync(DateOnly.ParseExact(night, "yyyy-MM-dd"));
        }

        Assert.Equal(
            $"{first} {firstAt}:00.000000\n{change} {changeAt}:00.000000\n{last} {lastAt}:00.000000",
            Rig.Rows("select valid_from from silver.things order by v"));
    }

    [Fact]
    public async Task H4_a_night_whose_instant_would_lie_before_the_last_one_is_refused()
    {
        Rig.Feed(Things, schedule: """{ at: "23:00", time_zone: America/Los_Angeles, deadline: 1h }""");
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        var before = Snapshot();
        Rig.Feed(Things, schedule: """{ at: "02:00", time_zone: Asia/Tokyo, deadline: 1h }""");
        Assert.Equal(
            """
            Night 2021-12-02 begins at 2021-12-01 17:00 UTC by the feed's schedule, and 2021-12-01, the last night that 'things' has accepted, began at 2021-12-02 07:00 UTC.
            Its versions would begin before those that they follow: the schedule was changed by more than the nights lie apart.
            bronze.things and silver.things are unchanged.
            A night keeps the instant that it was first expected with, so leave this one out and go on: run shop --night 2021-12-03
            """,
            await FaultAsync(2, """[{"id":"a","v":2}]"""));
        AssertSame(before, Snapshot());
        await LoadAsync(3, """[{"id":"a","v":2}]""");
        Assert.Equal("1 2021-12-02 07:00:00.000000 2021-12-02 17:00:00.000000", Rig.Rows("select v, valid_from, valid_to from silver.things where v = 1"));
    }

    [Fact]
    public async Task H4_the_database_itself_refuses_an_empty_interval()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Rig.Warehouse.Execute("update silver.things set valid_to = valid_from"));
    }
}
