using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Feeds.Derivations;

/// <summary>The value itself, where source and column have the same kind and no other rule says more.</summary>
internal sealed class SameValue : Derivation
{
    public override bool Derives(ColumnKind source, ColumnKind target) => source == target;

    public override IEnumerable<DerivationMistake> FindMistakes(ColumnDefinition source, ColumnDefinition column)
    {
        if (column.Type.Kind is ColumnKind.Date or ColumnKind.Timestamp && column.Formats.Count > 0)
        {
            yield return new DerivationMistake("format", $"is for reading text, and column {Words.Quote(source.Name)} is {source.Type}");
        }

        if (column.Type.Kind is ColumnKind.Date or ColumnKind.Timestamp && column.Zone is not null)
        {
            yield return new DerivationMistake("zone", $"changes nothing: column {Words.Quote(source.Name)} is {source.Type} already");
        }
    }
}
