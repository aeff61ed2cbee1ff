namespace Pipeline.Core.Feeds.Derivations;

/// <summary><c>casefold</c>: Unicode's full case folding.</summary>
internal sealed class CasefoldText() : Normalisation("casefold")
{
    public override string Apply(string text) => CaseFolding.Fold(text);
}
