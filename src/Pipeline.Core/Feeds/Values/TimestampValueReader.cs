using System.Globalization;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Values;

/// <summary>An instant in UTC, to the microsecond; a text without an offset needs the column's zone.</summary>
internal sealed class TimestampValueReader(MomentReader moments, TimeZoneInfo? zone) : ValueReader
{
    private static readonly ValueProblem NoOffset = new(
        "names no offset from UTC", "Write `zone:` at the column to say which time zone such texts are in (for example zone: Europe/Berlin).");

    private static readonly ValueProblem OutsideYears = new("is outside the years 1 to 9999 in UTC");

    public override string Expected => "a timestamp (such as 2021-12-31T18:30:00+01:00)";

    public override string? Read(string text, out ValueProblem? problem)
    {
        problem = null;
        DateTime? instant = null;
        if (!moments.TryRead(text, out var moment))
        {
            problem = MomentReader.NoFormatFits;
        }
        else if (moment.Offset is null && zone is null)
        {
            problem = NoOffset;
        }
        else
        {
            instant = moment.Offset is null ? InZone(moment.Written, zone!) : moment.Instant;
            problem = instant is null ? OutsideYears : null;
        }

        return instant is { } utc ? Format(utc) : null;
    }

    // Canonical.TimestampFormat, four times as fast: the round-trip format ("O") less its seventh decimal.
    private static string Format(DateTime utc) => string.Create(27, utc, static (text, instant) =>
    {
        Span<char> roundTrip = stackalloc char[28];
        instant.TryFormat(roundTrip, out _, "O", CultureInfo.InvariantCulture);
        roundTrip[..26].CopyTo(text);
        text[26] = 'Z';
    });

    private static DateTime? InZone(DateTime local, TimeZoneInfo zone)
    {
        try
        {
            return LocalTime.ToUtc(local, zone);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null; // the first or last hours of the calendar
        }
    }
}
