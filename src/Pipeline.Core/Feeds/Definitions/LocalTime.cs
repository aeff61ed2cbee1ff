namespace Pipeline.Core.Feeds.Definitions;

/// <summary>From local times to instants, by one rule for the nights when the clock changes (H3).</summary>
/// <remarks>
/// Asks a zone only how far it is from UTC at an instant: .NET's own lists of invalid and ambiguous times leave out
/// changes of a zone's base offset, such as the day that Samoa skipped in 2011.
/// </remarks>
public static class LocalTime
{
    // Further than any zone is from UTC, and nearer than any two changes of one zone are to each other.
    private static readonly TimeSpan Around = TimeSpan.FromHours(26);

    /// <summary>The instant of a local time: the first of two where the clock is set back, the first that exists where it is set forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies outside the years 1 to 9999 in UTC.</exception>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var (before, after) = (Shifted(local, -Around), Shifted(local, Around));
        var (offsetBefore, offsetAfter) = (zone.GetUtcOffset(before), zone.GetUtcOffset(after));
        if (offsetBefore == offsetAfter || Holds(local, offsetBefore, zone))
        {
            return DateTime.SpecifyKind(local - offsetBefore, DateTimeKind.Utc);
        }

        return Holds(local, offsetAfter, zone)
            ? DateTime.SpecifyKind(local - offsetAfter, DateTimeKind.Utc)
            : FirstInstantAfterGap(before, after, zone);
    }

    // Where both offsets hold, the one before the change is the earlier instant: clocks are set back from the greater.
    private static bool Holds(DateTime local, TimeSpan offset, TimeZoneInfo zone) =>
        zone.GetUtcOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc)) == offset;

    // The offset changes once in between; the change itself is found by halving, to the tick.
    private static DateTime FirstInstantAfterGap(DateTime before, DateTime after, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(before);
        while (after - before > TimeSpan.FromTicks(1))
        {
            var half = before + ((after - before) / 2);
            (before, after) = zone.GetUtcOffset(half) == offset ? (half, after) : (before, half);
        }

        return after;
    }

    private static DateTime Shifted(DateTime local, TimeSpan by)
    {
        var ticks = Math.Clamp(local.Ticks + by.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTime(ticks, DateTimeKind.Utc);
    }
}
