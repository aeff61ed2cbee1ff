using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Derivations;

/// <summary>A number as a number of another type; one that the type can't hold is no value.</summary>
internal sealed class NumberFromNumber : Derivation
{
    public override bool Derives(ColumnKind source, ColumnKind target) => IsNumber(source) && IsNumber(target);

    private static bool IsNumber(ColumnKind kind) => kind is ColumnKind.Integer or ColumnKind.Real or ColumnKind.Decimal;
}
