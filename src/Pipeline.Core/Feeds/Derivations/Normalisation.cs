namespace Pipeline.Core.Feeds.Derivations;

/// <summary>One way to normalise a text before anything else looks at it (H7): a word of a column's <c>normalise</c>.</summary>
/// <param name="word">The word in feed files.</param>
public abstract class Normalisation(string word)
{
    /// <summary>White space at both ends is cut.</summary>
    public static Normalisation Trim { get; } = new TrimText();

    /// <summary>Unicode normalisation form C.</summary>
    public static Normalisation Nfc { get; } = new NfcText();

    /// <summary>Lower case, by Unicode's simple mapping.</summary>
    public static Normalisation Lower { get; } = new LowerText();

    /// <summary>Upper case, by Unicode's simple mapping.</summary>
    public static Normalisation Upper { get; } = new UpperText();

    /// <summary>Unicode's full case folding (<c>ß</c> becomes <c>ss</c>): for comparing without regard to letter case.</summary>
    public static Normalisation Casefold { get; } = new CasefoldText();

    /// <summary>Every way to normalise. A new one is a class in this folder and an entry here.</summary>
    public static IReadOnlyList<Normalisation> All { get; } = [Trim, Nfc, Lower, Upper, Casefold];

    /// <summary>The word in feed files, and in the text that a definition's digest is made of.</summary>
    public string Word => word;

    /// <summary>The text normalised; normalised again it stays the same.</summary>
    public abstract string Apply(string text);

    /// <summary>The text after several steps, in order.</summary>
    public static string Apply(string text, IReadOnlyList<Normalisation> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        for (var i = 0; i < steps.Count; i++)
        {
            text = steps[i].Apply(text);
        }

        return text;
    }

    /// <inheritdoc/>
    public override string ToString() => word;
}
