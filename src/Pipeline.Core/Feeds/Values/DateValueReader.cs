using System.Globalization;

namespace Pipeline.Core.Feeds.Values;

/// <summary>A calendar date: written as one, as a midnight, or as an instant whose date a declared zone decides.</summary>
internal sealed class DateValueReader(MomentReader moments, TimeZoneInfo? zone) : ValueReader
{
    private static readonly ValueProblem TimeOfDay = new(
        "has a time of day", "Write `zone:` to say in which time zone its date is taken, or declare the column as timestamp.");

    public override string Expected => "a date (such as 2021-12-31)";

    public override string? Read(string text, out ValueProblem? problem)
    {
        problem = null;
        if (!moments.TryRead(text, out var moment))
        {
            problem = MomentReader.NoFormatFits;
        }
        else if (zone is not null && moment is { HasTime: true, Offset: not null })
        {
            if (moment.Instant is { } instant)
            {
                return Canonical(TimeZoneInfo.ConvertTimeFromUtc(instant, zone));
            }

            problem = new ValueProblem("is outside the years 1 to 9999 in UTC");
        }
        else if (zone is null && moment.Written.TimeOfDay != TimeSpan.Zero)
        {
            problem = TimeOfDay;
        }
        else
        {
            return Canonical(moment.Written);
        }

        return null;
    }

    private static string Canonical(DateTime date) =>
        DateOnly.FromDateTime(date).ToString(Values.Canonical.DateFormat, CultureInfo.InvariantCulture);
}
