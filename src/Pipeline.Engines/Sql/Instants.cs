using System.Globalization;

namespace Pipeline.Engines.Sql;

/// <summary>Instants and nights as texts of fixed width: for people, and for engines that have no types for them.</summary>
internal static class Instants
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.ffffff";

    public static string Text(DateTime utc) => utc.ToString(Format, CultureInfo.InvariantCulture);

    public static string Text(DateOnly night) => night.ToString(Core.Feeds.Values.Canonical.DateFormat, CultureInfo.InvariantCulture);

    public static DateTime Parse(string text) => Parse(text, Format);

    public static DateTime ParseCanonical(string text) => Parse(text, Core.Feeds.Values.Canonical.TimestampFormat);

    public static DateOnly ParseNight(string text) => DateOnly.ParseExact(text, Core.Feeds.Values.Canonical.DateFormat, CultureInfo.InvariantCulture);

    private static DateTime Parse(string text, string format) => DateTime.ParseExact(
        text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
