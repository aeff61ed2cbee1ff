using System.Globalization;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Verification;

/// <summary>Which part of the keys a verification tells again.</summary>
/// <param name="Part">Which part, from 0.</param>
/// <param name="Parts">How many parts there are.</param>
public sealed record KeyShare(long Part, long Parts)
{
    /// <summary>How many parts there are unless somebody says otherwise: a month's verifications cover every key.</summary>
    public const long UsualParts = 30;

    /// <summary>Every key.</summary>
    public static KeyShare All { get; } = new(0, 1);

    /// <summary>The part whose turn it is on a day.</summary>
    public static KeyShare On(DateOnly day, long parts = UsualParts) => new(day.DayNumber % parts, parts);

    /// <summary>The part as hashes.</summary>
    public HashRange Range => HashRange.Of(Part, Parts);

    /// <summary>The part in words.</summary>
    public string Name => Parts == 1 ? "all keys" : string.Create(CultureInfo.InvariantCulture, $"part {Part + 1} of {Parts} of the keys");
}
