namespace Pipeline.Core.Feeds.Values;

/// <summary>The one text of a value: what is hashed, spooled, and turned into each engine's own type.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>text: itself, after its column's normalisation.</item>
/// <item>integer, decimal, real: plain digits without exponent, leading or trailing zeros: <c>1500</c>, <c>1.5</c>, <c>-0.25</c>; <c>0</c> is never negative.</item>
/// <item>boolean: <c>true</c> or <c>false</c>.</item>
/// <item>date: <c>2021-12-01</c>.</item>
/// <item>timestamp: <c>2021-12-01T18:30:19.099000Z</c>, always UTC, always six decimals.</item>
/// </list>
/// </remarks>
public static class Canonical
{
    /// <summary>The .NET format of a canonical date.</summary>
    public const string DateFormat = "yyyy-MM-dd";

    /// <summary>The .NET format of a canonical timestamp, in UTC.</summary>
    public const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
}
