using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Values;

namespace Pipeline.Core.Feeds.Derivations;

/// <summary>A text read as a value of another type, as if it stood in the file. A date is UTC's where no zone is declared.</summary>
internal sealed class ValueFromText : Derivation
{
    public override bool Derives(ColumnKind source, ColumnKind target) => source is ColumnKind.Text && target is not ColumnKind.Text;

    public override ValueReader Reader(ColumnDefinition column) => base.Reader(
        column.Type.Kind is ColumnKind.Date ? column with { Zone = column.Zone ?? TimeZoneInfo.Utc } : column);
}
