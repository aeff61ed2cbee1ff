namespace Pipeline.Core.Feeds.Derivations;

/// <summary><c>trim</c>: cuts white space at both ends.</summary>
internal sealed class TrimText() : Normalisation("trim")
{
    public override string Apply(string text) => text.Trim();
}
