namespace Pipeline.Core.Feeds.Derivations;

/// <summary><c>lower</c>: lower case, by Unicode's simple mapping.</summary>
internal sealed class LowerText() : Normalisation("lower")
{
    public override string Apply(string text) => text.ToLowerInvariant();
}
