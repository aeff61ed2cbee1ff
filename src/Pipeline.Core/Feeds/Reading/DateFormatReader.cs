using System.Globalization;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Says what is wrong with a .NET format string for dates and timestamps.</summary>
internal static class DateFormatReader
{
    private static readonly DateTimeOffset Sample = new(2021, 11, 12, 13, 14, 15, TimeSpan.FromHours(1));

    /// <summary>What is wrong with the format, or null.</summary>
    public static string? FindMistake(string format)
    {
        if (Show(format, Sample) is not { } shown
            || !DateTimeOffset.TryParseExact(shown, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            return "is no .NET format that could be read back; write one such as dd.MM.yyyy or \"yyyy-MM-dd HH:mm:ss\"";
        }

        return Differs(format, Sample.AddYears(1)) && Differs(format, Sample.AddMonths(-1)) && Differs(format, Sample.AddDays(1))
            ? null
            : "does not hold a whole date; write the year as yyyy, the month as MM (mm is minutes), the day as dd";
    }

    /// <summary>Whether texts of this format say how far they are from UTC.</summary>
    public static bool HoldsOffset(string format) => Differs(format, Sample.ToOffset(TimeSpan.FromHours(2)).AddHours(-1));

    private static bool Differs(string format, DateTimeOffset other) => Show(format, Sample) != Show(format, other);

    private static string? Show(string format, DateTimeOffset value)
    {
        try
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
