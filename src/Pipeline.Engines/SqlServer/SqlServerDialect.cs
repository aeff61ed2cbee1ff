using System.Data;
using System.Data.Common;
using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Bulk;

namespace Pipeline.Engines.SqlServer;

/// <summary>How SQL Server keeps values: each in the type that is made for it.</summary>
internal sealed class SqlServerDialect : Dialect
{
    /// <summary>Text is compared by code units, whatever collation the database was made with. Named here and nowhere else.</summary>
    public const string Collation = "Latin1_General_100_BIN2";

    /// <summary>The widths that undeclared text may have, in UTF-16 code units; whatever is wider is <c>max</c>.</summary>
    public static readonly IReadOnlyList<int> Widths = [200, 400, 1000, 2000, 4000];

    private const string PlainNumber = "0.############################"; // 28 decimal places: ColumnType.MaxPrecision

    private SqlServerDialect()
    {
    }

    public static SqlServerDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override EngineTraits Traits { get; } = new()
    {
        Name = "sqlserver",
        MaxExactDecimalPrecision = 38, // learn.microsoft.com/sql/t-sql/data-types/decimal-and-numeric-transact-sql
    };

    /// <summary>A name in brackets, whatever characters it holds.</summary>
    public static string Quote(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    /// <inheritdoc/>
    /// <remarks>Text begins as wide as most text is, and is widened to what arrives: <see cref="SqlServerWidths"/>.</remarks>
    public override string TypeOf(ColumnType type) => type.Kind switch
    {
        ColumnKind.Text => TextOf(Widths[0]),
        ColumnKind.Integer => "bigint",
        ColumnKind.Real => "float(53)",
        ColumnKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"decimal({type.Precision}, {type.Scale})"),
        ColumnKind.Boolean => "bit",
        ColumnKind.Date => "date",
        ColumnKind.Timestamp => "datetime2(6)",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <inheritdoc/>
    public override string Query(string portable) => SqlServerQuery.WithUnicode(portable);

    /// <summary>The type of text of at most so many code units; of any length for null.</summary>
    public static string TextOf(int? width) =>
        string.Create(CultureInfo.InvariantCulture, $"nvarchar({(width is { } units ? units : "max")}) collate {Collation}");

    /// <summary>What is sent for a canonical text; null for null.</summary>
    public static object? ValueOf(ColumnType type, string? canonical) => canonical is null ? null : type.Kind switch
    {
        ColumnKind.Integer => long.Parse(canonical, CultureInfo.InvariantCulture),
        ColumnKind.Real => double.Parse(canonical, CultureInfo.InvariantCulture),
        ColumnKind.Decimal => decimal.Parse(canonical, CultureInfo.InvariantCulture),
        ColumnKind.Boolean => canonical == "true",
        ColumnKind.Date => Instants.ParseNight(canonical).ToDateTime(TimeOnly.MinValue),
        ColumnKind.Timestamp => Instants.ParseCanonical(canonical),
        _ => canonical,
    };

    /// <summary>The type of the values of <see cref="ValueOf"/>.</summary>
    public static Type ClrTypeOf(BulkColumn column) => column.Type?.Kind switch
    {
        null => column.IsId ? typeof(Guid) : typeof(byte[]),
        ColumnKind.Text => typeof(string),
        ColumnKind.Integer => typeof(long),
        ColumnKind.Real => typeof(double),
        ColumnKind.Decimal => typeof(decimal),
        ColumnKind.Boolean => typeof(bool),
        ColumnKind.Date or ColumnKind.Timestamp => typeof(DateTime),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    /// <summary>The type of a parameter that brings a value of a column.</summary>
    public static SqlDbType WireTypeOf(BulkColumn column) => column.Type?.Kind switch
    {
        null => column.IsId ? SqlDbType.UniqueIdentifier : SqlDbType.VarBinary,
        ColumnKind.Text => SqlDbType.NVarChar,
        ColumnKind.Integer => SqlDbType.BigInt,
        ColumnKind.Real => SqlDbType.Float,
        ColumnKind.Decimal => SqlDbType.Decimal,
        ColumnKind.Boolean => SqlDbType.Bit,
        ColumnKind.Date => SqlDbType.Date,
        ColumnKind.Timestamp => SqlDbType.DateTime2,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    /// <inheritdoc/>
    public override string? TextOf(ColumnType type, object? value) => value switch
    {
        null or DBNull => null,
        bool flag => flag ? "true" : "false",
        DateTime day when type.Kind is ColumnKind.Date => Instants.Text(DateOnly.FromDateTime(day)),
        DateTime instant => Instants.Text(instant),
        decimal number => number.ToString(PlainNumber, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    /// <remarks>As a text, which the server turns into a <c>date</c> in every language: see <see cref="Instant"/>.</remarks>
    public override object Night(DateOnly night) => Instants.Text(night);

    /// <inheritdoc/>
    /// <remarks>As a text: Dapper would send a <c>datetime</c>, which counts in steps of 3 ms and begins in 1753.</remarks>
    public override object Instant(DateTime utc) => Instants.Text(utc);

    /// <inheritdoc/>
    public override object Flag(bool value) => value;

    /// <inheritdoc/>
    public override DateOnly ReadNight(object value) => DateOnly.FromDateTime((DateTime)value);

    /// <inheritdoc/>
    public override DateTime ReadInstant(object value) => DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc);

    /// <inheritdoc/>
    public override bool ReadFlag(object value) => (bool)value;

    /// <inheritdoc/>
    public override Hash128? ReadHash(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Hash128.Read(reader.GetFieldValue<byte[]>(column));
}
