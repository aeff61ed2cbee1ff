namespace Pipeline.Core.Feeds.Derivations;

/// <summary><c>upper</c>: upper case, by Unicode's simple mapping.</summary>
internal sealed class UpperText() : Normalisation("upper")
{
    public override string Apply(string text) => text.ToUpperInvariant();
}
