namespace Pipeline.Core.Feeds;

/// <summary>From local times to instants, by one rule for the nights when the clock changes (H3).</summary>
public static class LocalTime
{
    /// <summary>The instant of a local time: the first of two where the clock is set back, the first that exists where it is set forward.</summary>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(wall))
        {
            return FirstInstantAfterGap(wall, zone);
        }

        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return DateTime.SpecifyKind(wall - offset, DateTimeKind.Utc);
    }

    // The offset changes once within the day around a gap; the change itself is found by halving, to the tick.
    private static DateTime FirstInstantAfterGap(DateTime wall, TimeZoneInfo zone)
    {
        var middle = DateTime.SpecifyKind(wall - zone.BaseUtcOffset, DateTimeKind.Utc);
        var (before, after) = (middle.AddHours(-12), middle.AddHours(12));
        var offset = zone.GetUtcOffset(before);
        while (after - before > TimeSpan.FromTicks(1))
        {
            var half = before + ((after - before) / 2);
            (before, after) = zone.GetUtcOffset(half) == offset ? (half, after) : (before, half);
        }

        return after;
    }
}
