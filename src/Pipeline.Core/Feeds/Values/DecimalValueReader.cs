using System.Globalization;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Values;

/// <summary>An exact number of a declared size. Nothing is rounded: what does not fit is a bad value (H13).</summary>
internal sealed class DecimalValueReader(ColumnType type) : ValueReader
{
    public override string Expected => string.Create(
        CultureInfo.InvariantCulture,
        $"a {type} (at most {type.Precision - type.Scale} digits before the point and {type.Scale} after it)");

    public override string? Read(string text, out ValueProblem? problem)
    {
        if (!CanonicalNumber.TryParse(text, out var number))
        {
            problem = new ValueProblem();
            return null;
        }

        problem = number.IntegerDigits > type.Precision - type.Scale ? TooMany(number.IntegerDigits, "before")
            : number.FractionDigits > type.Scale ? TooMany(number.FractionDigits, "after")
            : null;
        return problem is null ? number.ToString() : null;
    }

    private static ValueProblem TooMany(int digits, string where) => new(
        string.Create(CultureInfo.InvariantCulture, $"has {digits} digits {where} the point"),
        "Declare a larger decimal(p,s), or fix the value at the vendor.");
}
