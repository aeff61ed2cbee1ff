using Pipeline.Core.Feeds.Derivations;

namespace Pipeline.Core.Feeds.Values;

/// <summary>Text, normalised as declared; what some engine could not hold is no text here (H13).</summary>
internal sealed class TextValueReader(IReadOnlyList<Normalisation> normalise) : ValueReader
{
    public override string Expected => "a text that every engine can hold";

    public override string? Read(string text, out ValueProblem? problem)
    {
        problem = text.Contains('\0', StringComparison.Ordinal) ? new ValueProblem("holds the character U+0000")
            : HasLoneSurrogate(text) ? new ValueProblem("holds half of a surrogate pair")
            : null;
        return problem is null ? Normalisation.Apply(text, normalise) : null;
    }

    private static bool HasLoneSurrogate(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var index)
        {
            if (index + 1 >= rest.Length || !char.IsSurrogatePair(rest[index], rest[index + 1]))
            {
                return true;
            }

            rest = rest[(index + 2)..];
        }

        return false;
    }
}
