using System.Globalization;

namespace Pipeline.Core.Feeds.Values;

/// <summary>A whole number of 64 bits, in any form that is one: <c>5</c>, <c>5.0</c>, <c>1e3</c>.</summary>
internal sealed class IntegerValueReader : ValueReader
{
    private const int MostDigits = 19;

    public override string Expected => "an integer (a whole number of 64 bits)";

    public override string? Read(string text, out ValueProblem? problem)
    {
        problem = null;
        if (text.Length < MostDigits && text[0] is >= '1' and <= '9' && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return text; // canonical already, as most are
        }

        if (!CanonicalNumber.TryParse(text, out var number))
        {
            problem = new ValueProblem();
        }
        else if (number.FractionDigits > 0)
        {
            problem = new ValueProblem("has decimal places", "Declare the column as decimal(p,s) or real, or fix the value at the vendor.");
        }
        else if (number.IntegerDigits <= MostDigits
            && long.TryParse(number.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return number.ToString();
        }

        problem ??= new ValueProblem("is beyond 64 bits", "Declare the column as text, or fix the value at the vendor.");
        return null;
    }
}
