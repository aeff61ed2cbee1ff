using System.Globalization;

namespace Pipeline.Core.Feeds.Definitions;

/// <summary>The business date of a delivery, and its nominal instant.</summary>
/// <param name="Date">The business date; nights are ordered by it.</param>
/// <param name="Instant">The scheduled time on that date, in UTC: where this night's versions begin.</param>
public sealed record Night(DateOnly Date, DateTime Instant)
{
    /// <summary>The date as every text, table and path writes it: <c>2021-12-01</c>.</summary>
    public string Name => NameOf(Date);

    /// <summary>A business date as every text, table and path writes it.</summary>
    public static string NameOf(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override string ToString() => Name;
}
