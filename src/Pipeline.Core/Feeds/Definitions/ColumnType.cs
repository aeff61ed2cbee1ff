using System.Globalization;

namespace Pipeline.Core.Feeds.Definitions;

/// <summary>The kinds of value a column can hold, alike on every engine.</summary>
public enum ColumnKind
{
    /// <summary>Unicode text, compared exactly.</summary>
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>An IEEE 754 double: finite, and <c>-0</c> is <c>0</c>.</summary>
    Real,

    /// <summary>An exact number with a declared number of digits and decimal places.</summary>
    Decimal,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A calendar date of the years 1 to 9999.</summary>
    Date,

    /// <summary>An instant in UTC, to the microsecond.</summary>
    Timestamp,
}

/// <summary>A column's type: its kind and, for <c>decimal(p,s)</c>, its size.</summary>
/// <param name="Kind">The kind of value.</param>
/// <param name="Precision">How many digits a decimal has in all, 1 to 28; 0 for other kinds.</param>
/// <param name="Scale">How many of them stand after the point; 0 for other kinds.</param>
public sealed record ColumnType(ColumnKind Kind, int Precision = 0, int Scale = 0)
{
    /// <summary>The most digits that <see cref="decimal"/> holds without loss (.NET: 28 to 29 significant digits).</summary>
    public const int MaxPrecision = 28;

    /// <summary>The type as a feed file writes it: <c>text</c>, <c>decimal(9,2)</c>.</summary>
    public override string ToString() => Kind is ColumnKind.Decimal
        ? string.Create(CultureInfo.InvariantCulture, $"decimal({Precision},{Scale})")
        : Kind.ToString().ToLowerInvariant();

    /// <summary>Reads a type as a feed file or the header of a gold model writes it.</summary>
    /// <returns>The type, or null where the text is none.</returns>
    public static ColumnType? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.Trim();
        if (name.StartsWith("decimal(", StringComparison.Ordinal) && name.EndsWith(')'))
        {
            var size = name["decimal(".Length..^1].Split(',');
            return size.Length == 2
                && int.TryParse(size[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var precision)
                && int.TryParse(size[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var scale)
                && precision is >= 1 and <= MaxPrecision && scale <= precision
                    ? new ColumnType(ColumnKind.Decimal, precision, scale)
                    : null;
        }

        return name switch
        {
            "text" => new ColumnType(ColumnKind.Text),
            "integer" => new ColumnType(ColumnKind.Integer),
            "real" => new ColumnType(ColumnKind.Real),
            "boolean" => new ColumnType(ColumnKind.Boolean),
            "date" => new ColumnType(ColumnKind.Date),
            "timestamp" => new ColumnType(ColumnKind.Timestamp),
            _ => null,
        };
    }
}
