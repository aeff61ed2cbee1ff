using System.Globalization;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Tests.Feeds.Definitions;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("02:00", "2021-03-27", "2021-03-27T01:00:00Z")]
    [InlineData("02:00", "2021-03-28", "2021-03-28T01:00:00Z")] // does not exist
    [InlineData("02:30", "2021-03-28", "2021-03-28T01:00:00Z")]
    [InlineData("02:00", "2021-10-31", "2021-10-31T00:00:00Z")] // exists twice
    [InlineData("02:30", "2021-10-31", "2021-10-31T00:30:00Z")]
    [InlineData("02:00", "2021-11-01", "2021-11-01T01:00:00Z")]
    public void H2_H3_a_nights_instant_is_its_scheduled_time_on_its_date(string at, string night, string instant) =>
        Assert.Equal(Instant(instant).UtcDateTime, Berlin(at).InstantOf(Date(night)));

    [Theory]
    [InlineData("02:00", "2021-12-02T00:59:59Z", "2021-12-01")] // 01:59:59 there
    [InlineData("02:00", "2021-12-02T01:00:00Z", "2021-12-02")]
    [InlineData("02:00", "2021-12-02T22:59:59Z", "2021-12-02")] // one second before midnight there
    [InlineData("02:00", "2021-12-02T23:00:00Z", "2021-12-02")]
    [InlineData("02:30", "2021-03-28T00:59:59Z", "2021-03-27")]
    [InlineData("02:30", "2021-03-28T01:00:00Z", "2021-03-28")] // 02:30 does not exist: 03:00 is used instead
    [InlineData("02:30", "2021-10-31T00:29:59Z", "2021-10-30")]
    [InlineData("02:30", "2021-10-31T00:30:00Z", "2021-10-31")] // the first 02:30
    [InlineData("02:30", "2021-10-31T01:15:00Z", "2021-10-31")] // the clock shows 02:15 for the second time
    [InlineData("00:00", "2021-12-01T22:59:59Z", "2021-12-01")]
    [InlineData("00:00", "2021-12-01T23:00:00Z", "2021-12-02")]
    [InlineData("23:59", "2021-12-01T22:58:59Z", "2021-11-30")]
    [InlineData("23:59", "2021-12-01T22:59:00Z", "2021-12-01")]
    public void H2_the_latest_night_is_the_last_whose_scheduled_time_has_passed(string at, string now, string night) =>
        Assert.Equal(Date(night), Berlin(at).LatestNight(Instant(now)));

    [Fact]
    public void H3_a_clock_that_is_set_back_over_midnight_takes_no_night_back()
    {
        // Newfoundland, 2010: at 00:01 on 7 November the clock was set back to 23:01 on the 6th.
        var schedule = new Schedule(new TimeOnly(0, 0), TimeZoneInfo.FindSystemTimeZoneById("America/St_Johns"), TimeSpan.FromHours(1));

        Assert.Equal(new DateOnly(2010, 11, 6), schedule.LatestNight(Instant("2010-11-07T02:29:59Z")));
        Assert.Equal(new DateOnly(2010, 11, 7), schedule.LatestNight(Instant("2010-11-07T02:30:00Z")));
        Assert.Equal(new DateOnly(2010, 11, 7), schedule.LatestNight(Instant("2010-11-07T03:00:00Z")));
    }

    [Fact]
    public void H3_no_night_of_ten_years_is_skipped_or_doubled()
    {
        var schedule = Berlin("02:30");
        for (var night = new DateOnly(2016, 1, 1); night.Year < 2026; night = night.AddDays(1))
        {
            var instant = schedule.InstantOf(night);
            Assert.True(instant < schedule.InstantOf(night.AddDays(1)));
            Assert.Equal(night, schedule.LatestNight(instant));
            Assert.Equal(night.AddDays(-1), schedule.LatestNight(instant.AddTicks(-1)));
        }
    }

    private static Schedule Berlin(string at) => new(
        TimeOnly.ParseExact(at, "HH:mm", CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), TimeSpan.FromHours(1));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
