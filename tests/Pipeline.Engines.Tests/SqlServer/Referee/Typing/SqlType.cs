using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Typing;

/// <summary>Families of types; values of two families meet by a conversion that no text asks for.</summary>
internal enum SqlFamily
{
    /// <summary>The type is not known to <see cref="Binder"/>; nothing is said of it.</summary>
    Unknown,
    Bit,
    Integer,
    Decimal,
    Float,
    Text,
    Binary,
    Date,
    Instant,
    Guid,
}

/// <summary>The type of a column or an expression.</summary>
/// <param name="Family">Its family.</param>
/// <param name="Precision">Digits of a number; 0 for others.</param>
/// <param name="Scale">Of them, after the point.</param>
/// <param name="Length">Characters or bytes; -1 for <c>max</c>; 0 for others.</param>
internal readonly record struct SqlType(SqlFamily Family, int Precision = 0, int Scale = 0, int Length = 0)
{
    public static readonly SqlType Unknown = new(SqlFamily.Unknown);
    public static readonly SqlType Int = new(SqlFamily.Integer, 10);
    public static readonly SqlType BigInt = new(SqlFamily.Integer, 19);
    public static readonly SqlType Float = new(SqlFamily.Float);
    public static readonly SqlType Bit = new(SqlFamily.Bit, 1);
    public static readonly SqlType Date = new(SqlFamily.Date);
    public static readonly SqlType Instant = new(SqlFamily.Instant);

    /// <summary>Text or bytes of any length: no key of an index, and a row of its own in a sort.</summary>
    public bool IsMax => Length < 0;

    /// <summary>A whole number or a decimal: its digits are counted.</summary>
    public bool IsExact => Family is SqlFamily.Integer or SqlFamily.Decimal or SqlFamily.Bit;

    public static SqlType Decimal(int precision, int scale) => new(SqlFamily.Decimal, precision, scale);

    public static SqlType Text(int length) => new(SqlFamily.Text, Length: length);

    /// <summary>The type that a text writes: <c>decimal(38, 2)</c>, <c>nvarchar(max)</c>.</summary>
    public static SqlType Of(DataTypeReference? reference)
    {
        var name = reference?.Name?.BaseIdentifier.Value.ToUpperInvariant();
        var numbers = (reference as ParameterizedDataTypeReference)?.Parameters
            .Select(parameter => parameter is MaxLiteral ? -1 : int.Parse(parameter.Value, CultureInfo.InvariantCulture)).ToList() ?? [];
        return name switch
        {
            "BIT" => Bit,
            "TINYINT" => new SqlType(SqlFamily.Integer, 3),
            "SMALLINT" => new SqlType(SqlFamily.Integer, 5),
            "INT" => Int,
            "BIGINT" => BigInt,
            "DECIMAL" or "NUMERIC" => Decimal(numbers.ElementAtOrDefault(0) is > 0 and var p ? p : 18, numbers.ElementAtOrDefault(1)),
            "FLOAT" or "REAL" => Float,
            "NVARCHAR" or "VARCHAR" or "NCHAR" or "CHAR" => Text(numbers.Count > 0 ? numbers[0] : 30),
            "BINARY" or "VARBINARY" => new SqlType(SqlFamily.Binary, Length: numbers.Count > 0 ? numbers[0] : 30),
            "DATE" => Date,
            "DATETIME2" => Instant,
            "UNIQUEIDENTIFIER" => new SqlType(SqlFamily.Guid),
            _ => Unknown,
        };
    }

    public override string ToString() => Family switch
    {
        SqlFamily.Integer => Precision > 10 ? "bigint" : "int",
        SqlFamily.Decimal => $"decimal({Precision}, {Scale})",
        SqlFamily.Text => $"nvarchar({(IsMax ? "max" : Length)})",
        SqlFamily.Instant => "datetime2",
        _ => Family.ToString().ToLowerInvariant(),
    };
}
