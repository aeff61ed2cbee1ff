namespace Pipeline.Core.Feeds.Definitions;

/// <summary>When a feed's nights are due: a local time of day in a time zone, and how long a night may take.</summary>
/// <param name="At">The local time of day.</param>
/// <param name="Zone">The time zone of <paramref name="At"/> and of the feed's days.</param>
/// <param name="Deadline">How long after its scheduled time a night must be published.</param>
public sealed record Schedule(TimeOnly At, TimeZoneInfo Zone, TimeSpan Deadline)
{
    /// <summary>The nominal instant of a night: the scheduled time on that date, in UTC (H2).</summary>
    /// <remarks>A local time that does not exist is the first instant that does; one that exists twice is the first (H3).</remarks>
    public DateTime InstantOf(DateOnly night) => LocalTime.ToUtc(night.ToDateTime(At), Zone);

    /// <summary>The latest night whose scheduled time has passed.</summary>
    /// <param name="now">The present instant, in UTC.</param>
    /// <remarks>Tomorrow's may have passed: a clock that is set back over midnight shows yesterday's date again.</remarks>
    public DateOnly LatestNight(DateTimeOffset now)
    {
        var night = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime).AddDays(1);
        while (InstantOf(night) > now.UtcDateTime)
        {
            night = night.AddDays(-1);
        }

        return night;
    }
}
