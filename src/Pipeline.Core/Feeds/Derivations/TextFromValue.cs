using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Derivations;

/// <summary>The canonical text of any value, normalised as declared.</summary>
internal sealed class TextFromValue : Derivation
{
    public override bool Derives(ColumnKind source, ColumnKind target) => target is ColumnKind.Text;
}
