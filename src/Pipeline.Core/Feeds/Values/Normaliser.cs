using System.Text;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Values;

/// <summary>What the worker does to a text before it is compared, in the declared order (H7).</summary>
internal static class Normaliser
{
    public static string Apply(string text, IReadOnlyList<Normalisation> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            text = steps[i] switch
            {
                Normalisation.Trim => text.Trim(),
                Normalisation.Nfc => Nfc(text),
                Normalisation.Lower => text.ToLowerInvariant(),
                Normalisation.Upper => text.ToUpperInvariant(),
                Normalisation.Casefold => CaseFolding.Fold(text),
                _ => throw new ArgumentOutOfRangeException(nameof(steps), steps[i], "A normalisation without a rule."),
            };
        }

        return text;
    }

    // .NET refuses to normalise a text that holds U+FFFE, a noncharacter that nothing composes with: so around it.
    private static string Nfc(string text) => Ascii.IsValid(text) ? text
        : text.Contains('\uFFFE', StringComparison.Ordinal) ? string.Join('\uFFFE', text.Split('\uFFFE').Select(Nfc))
        : text.Normalize(NormalizationForm.FormC);
}
