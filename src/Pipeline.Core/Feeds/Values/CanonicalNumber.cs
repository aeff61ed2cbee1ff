using System.Globalization;

namespace Pipeline.Core.Feeds.Values;

/// <summary>A decimal number taken apart digit by digit, so that <c>1.50</c>, <c>1.5</c> and <c>15e-1</c> are one value (H10).</summary>
/// <param name="IsNegative">Whether it is below zero; zero never is.</param>
/// <param name="Digits">Its digits without zeros at either end; empty for zero.</param>
/// <param name="Point">How many of the digits stand before the point; negative where zeros follow the point first.</param>
internal readonly record struct CanonicalNumber(bool IsNegative, string Digits, int Point)
{
    // Beyond any type's reach, and far from overflow when the digits of a 16 MiB text are added to it.
    private const int ExponentCeiling = 100_000_000;

    public int IntegerDigits => Math.Max(0, Point);

    public int FractionDigits => Math.Max(0, Digits.Length - Point);

    /// <summary>Reads <c>[+-] digits [. digits] [e [+-] digits]</c>, with at least one digit before the exponent.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CanonicalNumber number)
    {
        number = default;
        var isNegative = text is ['-', ..];
        var rest = text is ['+' or '-', ..] ? text[1..] : text;
        var exponent = 0;
        if (rest.IndexOfAny('e', 'E') is >= 0 and var e)
        {
            if (!TryParseExponent(rest[(e + 1)..], out exponent))
            {
                return false;
            }

            rest = rest[..e];
        }

        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? [] : rest[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || !AreDigits(whole) || !AreDigits(fraction))
        {
            return false;
        }

        var digits = string.Concat(whole, fraction);
        var zeros = digits.AsSpan().IndexOfAnyExcept('0');
        number = zeros < 0
            ? new CanonicalNumber(false, "", 0)
            : new CanonicalNumber(isNegative, digits.AsSpan(zeros).TrimEnd('0').ToString(), whole.Length - zeros + exponent);
        return true;
    }

    /// <summary>Plain digits: <c>1500</c>, <c>1.5</c>, <c>-0.25</c>, <c>0</c>. Callers bound the size first.</summary>
    public override string ToString()
    {
        if (Digits.Length == 0)
        {
            return "0";
        }

        var sign = IsNegative ? "-" : "";
        return Point <= 0 ? string.Concat(sign, "0.", new string('0', -Point), Digits)
            : Point >= Digits.Length ? string.Concat(sign, Digits, new string('0', Point - Digits.Length))
            : string.Concat(string.Concat(sign, Digits.AsSpan(0, Point), "."), Digits.AsSpan(Point));
    }

    private static bool TryParseExponent(ReadOnlySpan<char> text, out int exponent)
    {
        var digits = text is ['+' or '-', ..] ? text[1..] : text;
        exponent = ExponentCeiling;
        if (digits.Length == 0 || !AreDigits(digits))
        {
            return false;
        }

        if (digits.TrimStart('0').Length < 9)
        {
            exponent = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        exponent = text[0] == '-' ? -exponent : exponent;
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
