using System.Globalization;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class DurationTests
{
    [Theory]
    [InlineData("45s", "00:00:45")]
    [InlineData("90m", "01:30:00")]
    [InlineData("1h", "01:00:00")]
    [InlineData("1h30m", "01:30:00")]
    [InlineData("1h0m5s", "01:00:05")]
    public void A_length_of_time_is_hours_minutes_and_seconds(string text, string length) =>
        Assert.Equal(TimeSpan.Parse(length, CultureInfo.InvariantCulture), ScheduleReader.ParseDuration(text));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("30m1h")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("1h\n")]
    [InlineData("١h")]
    public void Another_text_is_none(string text) => Assert.Null(ScheduleReader.ParseDuration(text));
}
