using System.Globalization;

namespace Pipeline.SampleData;

/// <summary>Local winter times of the feed, as the files write them.</summary>
internal static class Instant
{
    /// <summary>The first moment that the sample knows: the month begins.</summary>
    public static readonly DateTime MonthStart = At("2021-12-01T00:00:00.000");

    public static DateTime At(string local) =>
        DateTime.ParseExact(local, "yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 with an offset that lacks its colon: <c>2021-12-24T23:10:00.000+0100</c>.</summary>
    public static string Text(DateTime local) =>
        local.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0100'", CultureInfo.InvariantCulture);

    /// <summary>A date as the vendor writes it: midnight, in UTC.</summary>
    public static string Date(int year, int month, int day) =>
        string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}T00:00:00.000+0000");

    /// <summary>A moment of [from, to), to the millisecond.</summary>
    public static DateTime Between(SeededRandom random, DateTime from, DateTime to) =>
        from.AddMilliseconds(Math.Floor(random.NextDouble() * (to - from).TotalMilliseconds));
}
