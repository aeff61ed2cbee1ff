using System.Globalization;

namespace Pipeline.Engines.Common;

/// <summary>Instants and nights as texts of fixed width, for engines and tables that keep them so.</summary>
internal static class Instants
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.ffffff";
    private const string NightFormat = "yyyy-MM-dd";

    public static string Text(DateTime utc) => utc.ToString(Format, CultureInfo.InvariantCulture);

    public static string Text(DateTimeOffset instant) => Text(instant.UtcDateTime);

    public static string Text(DateOnly night) => night.ToString(NightFormat, CultureInfo.InvariantCulture);

    public static DateTime Parse(string text) => DateTime.ParseExact(
        text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateOnly ParseNight(string text) => DateOnly.ParseExact(text, NightFormat, CultureInfo.InvariantCulture);
}
