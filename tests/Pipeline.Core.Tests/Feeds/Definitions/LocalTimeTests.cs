using System.Globalization;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Tests.Feeds.Definitions;

public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2021-12-01T02:00:00", "2021-12-01T01:00:00Z")] // winter
    [InlineData("Europe/Berlin", "2021-07-01T02:00:00", "2021-07-01T00:00:00Z")] // summer
    [InlineData("Europe/Berlin", "2021-03-28T01:59:59", "2021-03-28T00:59:59Z")] // before the gap
    [InlineData("Europe/Berlin", "2021-03-28T02:00:00", "2021-03-28T01:00:00Z")] // in the gap: 03:00 is the first that exists
    [InlineData("Europe/Berlin", "2021-03-28T02:30:00", "2021-03-28T01:00:00Z")]
    [InlineData("Europe/Berlin", "2021-03-28T03:00:00", "2021-03-28T01:00:00Z")]
    [InlineData("Europe/Berlin", "2021-10-31T01:59:59", "2021-10-30T23:59:59Z")]
    [InlineData("Europe/Berlin", "2021-10-31T02:00:00", "2021-10-31T00:00:00Z")] // twice: the first
    [InlineData("Europe/Berlin", "2021-10-31T02:30:00", "2021-10-31T00:30:00Z")]
    [InlineData("Europe/Berlin", "2021-10-31T03:00:00", "2021-10-31T02:00:00Z")]
    [InlineData("Asia/Kolkata", "2021-12-01T02:00:00", "2021-11-30T20:30:00Z")] // half an hour
    [InlineData("Asia/Kathmandu", "2021-12-01T02:00:00", "2021-11-30T20:15:00Z")] // three quarters
    [InlineData("Australia/Lord_Howe", "2021-10-03T02:15:00", "2021-10-02T15:30:00Z")] // the clock moves by half an hour
    [InlineData("Australia/Lord_Howe", "2021-04-04T01:45:00", "2021-04-03T14:45:00Z")]
    [InlineData("America/St_Johns", "2021-03-14T02:30:00", "2021-03-14T05:30:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T03:00:00Z")] // the gap is at midnight
    [InlineData("Pacific/Apia", "2011-12-30T02:00:00", "2011-12-30T10:00:00Z")] // the gap is a whole day
    [InlineData("UTC", "2021-03-28T02:30:00", "2021-03-28T02:30:00Z")]
    [InlineData("UTC", "9999-12-31T23:59:59", "9999-12-31T23:59:59Z")]
    [InlineData("UTC", "0001-01-01T00:00:00", "0001-01-01T00:00:00Z")]
    [InlineData("Etc/GMT+5", "0001-01-01T00:00:00", "0001-01-01T05:00:00Z")]
    public void H3_a_local_time_is_the_first_instant_that_it_can_mean(string zone, string local, string instant) =>
        Assert.Equal(instant, Text(LocalTime.ToUtc(Time(local), TimeZoneInfo.FindSystemTimeZoneById(zone))));

    [Fact]
    public void H3_every_quarter_of_an_hour_of_a_year_follows_the_one_before()
    {
        foreach (var zone in new[] { "Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca", "Asia/Beirut" })
        {
            var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
            var previous = DateTime.MinValue;
            for (var local = new DateTime(2021, 1, 1); local.Year == 2021; local = local.AddMinutes(15))
            {
                var instant = LocalTime.ToUtc(local, info);
                Assert.True(instant >= previous, $"{zone} {local:s}");
                Assert.True(TimeZoneInfo.ConvertTimeFromUtc(instant, info) >= local, $"{zone} {local:s}");
                previous = instant;
            }
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "0001-01-01T00:00:00")]
    [InlineData("America/New_York", "9999-12-31T23:59:59")]
    public void An_instant_outside_the_years_1_to_9999_is_no_instant(string zone, string local) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalTime.ToUtc(Time(local), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    private static DateTime Time(string text) => DateTime.ParseExact(text, "s", CultureInfo.InvariantCulture);

    private static string Text(DateTime utc)
    {
        Assert.Equal(DateTimeKind.Utc, utc.Kind);
        return utc.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
    }
}
