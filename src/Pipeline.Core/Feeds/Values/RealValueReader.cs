using System.Buffers;
using System.Globalization;

namespace Pipeline.Core.Feeds.Values;

/// <summary>An IEEE 754 double: finite, in the shortest digits that read back as the same double.</summary>
internal sealed class RealValueReader : ValueReader
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789+-.eE");

    public override string Expected => "a real (a finite number such as 1.5 or 15e-1)";

    public override string? Read(string text, out ValueProblem? problem)
    {
        problem = null;
        if (text.AsSpan().ContainsAnyExcept(Signs) // no NaN, no blanks
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            problem = new ValueProblem();
            return null;
        }

        if (!double.IsFinite(value))
        {
            problem = new ValueProblem("is beyond the range of a double");
            return null;
        }

        Span<char> shortest = stackalloc char[32];
        value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        return Plain(text, shortest[..length]);
    }

    // Most texts are canonical already, and are kept as they are.
    private static string Plain(string text, ReadOnlySpan<char> shortest)
    {
        if (!shortest.Contains('E') && shortest is not "-0")
        {
            return shortest.SequenceEqual(text) ? text : shortest.ToString();
        }

        _ = CanonicalNumber.TryParse(shortest, out var number);
        return number.ToString();
    }
}
