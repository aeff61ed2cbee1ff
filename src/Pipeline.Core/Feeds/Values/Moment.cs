namespace Pipeline.Core.Feeds.Values;

/// <summary>A date, or a date and time, as it is written.</summary>
/// <param name="Written">Date and time of day as the text has them, cut to the microsecond; midnight for a date alone.</param>
/// <param name="Offset">The offset from UTC that the text names, or null where it names none.</param>
/// <param name="HasTime">Whether the text names a time of day.</param>
internal readonly record struct Moment(DateTime Written, TimeSpan? Offset, bool HasTime)
{
    /// <summary>The instant, where the text names an offset and the instant is in the years 1 to 9999 (H13).</summary>
    public DateTime? Instant => Offset is { } offset
        && Written.Ticks - offset.Ticks is >= 0 and var ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc)
            : null;
}
