using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using SQLitePCL;

namespace Pipeline.Engines.Sqlite;

/// <summary>How SQLite keeps values: it has no types for dates, instants, booleans and exact numbers.</summary>
internal sealed class SqliteDialect : Dialect
{
    private const int MaxExactPrecision = 15; // a double carries 15 decimal digits: sqlite.org/floatingpoint.html

    private SqliteDialect()
    {
    }

    public static SqliteDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override EngineTraits Traits { get; } = new()
    {
        Name = "sqlite",
        MaxExactDecimalPrecision = MaxExactPrecision,
    };

    /// <inheritdoc/>
    /// <remarks>Tables are STRICT: these are all the types there are.</remarks>
    public override string TypeOf(ColumnType type) => type.Kind switch
    {
        ColumnKind.Integer or ColumnKind.Boolean => "integer",
        ColumnKind.Real => "real",
        ColumnKind.Decimal => IsNumber(type) ? "real" : "text",
        _ => "text",
    };

    /// <inheritdoc/>
    public override string? TextOf(ColumnType type, object? value) => value is null or DBNull ? null : type.Kind switch
    {
        ColumnKind.Boolean => ReadFlag(value) ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override object Night(DateOnly night) => Instants.Text(night);

    /// <inheritdoc/>
    public override object Instant(DateTime utc) => Instants.Text(utc);

    /// <inheritdoc/>
    public override object Flag(bool value) => value ? 1L : 0L;

    /// <inheritdoc/>
    public override DateOnly ReadNight(object value) => Instants.ParseNight((string)value);

    /// <inheritdoc/>
    public override DateTime ReadInstant(object value) => Instants.Parse((string)value);

    /// <inheritdoc/>
    public override bool ReadFlag(object value) => (long)value == 1;

    /// <inheritdoc/>
    /// <remarks>The bytes in the order of the text, so that identifiers made later sort later (RFC 9562, version 7).</remarks>
    public override object Id(Guid id) => id.ToByteArray(bigEndian: true);

    /// <inheritdoc/>
    public override Guid ReadId(object value) => new((byte[])value, bigEndian: true);

    /// <inheritdoc/>
    /// <remarks>Straight from SQLite's page: GetBytes makes a stream for every value, and a night reads millions.</remarks>
    public override Hash128? ReadHash(DbDataReader reader, int column) =>
        raw.sqlite3_column_blob(((SqliteDataReader)reader).Handle, column) is { IsEmpty: false } bytes ? Hash128.Read(bytes) : null;

    /// <summary>Whether decimals of this type are kept as numbers; larger ones are text.</summary>
    public static bool IsNumber(ColumnType decimalType) => decimalType.Precision <= MaxExactPrecision;
}
