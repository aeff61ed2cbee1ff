using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Values;

/// <summary>From the text of a field to the canonical text of one type.</summary>
internal abstract class ValueReader
{
    /// <summary>What the type expects, to follow <c>is not</c>.</summary>
    public abstract string Expected { get; }

    public static ValueReader For(ColumnDefinition column) => column.Type.Kind switch
    {
        ColumnKind.Text => new TextValueReader(column.Normalise),
        ColumnKind.Integer => new IntegerValueReader(),
        ColumnKind.Real => new RealValueReader(),
        ColumnKind.Decimal => new DecimalValueReader(column.Type),
        ColumnKind.Boolean => new BooleanValueReader(),
        ColumnKind.Date => new DateValueReader(new MomentReader(column.Formats), column.Zone),
        ColumnKind.Timestamp => new TimestampValueReader(new MomentReader(column.Formats), column.Zone),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type.Kind, "A kind of value without a reader."),
    };

    /// <summary>The canonical text, or null and the problem. Other types than text get theirs without blanks around it.</summary>
    public abstract string? Read(string text, out ValueProblem? problem);
}
