using System.Text;

namespace Pipeline.Core.Feeds.Derivations;

/// <summary><c>nfc</c>: Unicode normalisation form C.</summary>
internal sealed class NfcText() : Normalisation("nfc")
{
    // .NET refuses to normalise a text that contains U+FFFE, a noncharacter that nothing composes with: so around it.
    public override string Apply(string text) => Ascii.IsValid(text) ? text
        : text.Contains('\uFFFE', StringComparison.Ordinal) ? string.Join('\uFFFE', text.Split('\uFFFE').Select(Apply))
        : text.Normalize(NormalizationForm.FormC);
}
