using System.Globalization;

namespace Pipeline.Core.Records.Values;

/// <summary>An IEEE 754 double: finite, in the shortest digits that read back as the same double.</summary>
internal sealed class RealValueReader : ValueReader
{
    public override string Expected => "a real (a finite number such as 1.5 or 15e-1)";

    public override string? Read(string text, out ValueProblem? problem)
    {
        problem = null;
        if (!CanonicalNumber.TryParse(text, out _))
        {
            problem = new ValueProblem();
            return null;
        }

        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            problem = new ValueProblem("is beyond the range of a double");
            return null;
        }

        _ = CanonicalNumber.TryParse(value.ToString("R", CultureInfo.InvariantCulture), out var shortest);
        return shortest.ToString();
    }
}
