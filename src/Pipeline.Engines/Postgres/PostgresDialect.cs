using System.Data.Common;
using System.Globalization;
using NpgsqlTypes;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Erasure;

namespace Pipeline.Engines.Postgres;

/// <summary>How PostgreSQL keeps values: each in the type that is made for it.</summary>
internal sealed class PostgresDialect(PostgresLayout layout) : Dialect
{
    private const string PlainNumber = "0.############################"; // 28 decimal places: ColumnType.MaxPrecision

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly int EpochDay = DateOnly.FromDateTime(Epoch).DayNumber;

    /// <summary>For whoever asks of values only, which are the same wherever tables lie.</summary>
    public static PostgresDialect Instance { get; } = new(new PostgresLayout());

    /// <inheritdoc/>
    public override EngineTraits Traits { get; } = new()
    {
        Name = "postgres",
        MaxExactDecimalPrecision = 1000, // numeric: postgresql.org/docs/15/datatype-numeric.html
    };

    /// <inheritdoc/>
    /// <remarks>Text is ordered by its bytes, whatever collation the database was made with.</remarks>
    public override string TypeOf(ColumnType type) => type.Kind switch
    {
        ColumnKind.Text => "text collate \"C\"",
        ColumnKind.Integer => "bigint",
        ColumnKind.Real => "double precision",
        ColumnKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"numeric({type.Precision}, {type.Scale})"),
        ColumnKind.Boolean => "boolean",
        ColumnKind.Date => "date",
        ColumnKind.Timestamp => "timestamp with time zone",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<int> Place(DatasetDefinition dataset) => layout.Place(dataset);

    /// <inheritdoc/>
    public override bool IsStandIn(ColumnType type, string value, Hash128 key) => layout.IsCluster && value == StandIn.Of(type, key);

    /// <summary>What is sent for a canonical text; null for null.</summary>
    /// <remarks>
    /// Dates and instants are the numbers that PostgreSQL itself keeps, days and microseconds since 2000: Npgsql would take the
    /// first and last of the calendar for infinities.
    /// </remarks>
    public static object? ValueOf(ColumnType type, string? canonical) => canonical is null ? null : type.Kind switch
    {
        ColumnKind.Integer => long.Parse(canonical, CultureInfo.InvariantCulture),
        ColumnKind.Real => double.Parse(canonical, CultureInfo.InvariantCulture),
        ColumnKind.Decimal => decimal.Parse(canonical, CultureInfo.InvariantCulture),
        ColumnKind.Boolean => canonical == "true",
        ColumnKind.Date => DaysOf(Instants.ParseNight(canonical)),
        ColumnKind.Timestamp => MicrosecondsOf(Instants.ParseCanonical(canonical)),
        _ => canonical,
    };

    /// <summary>A date as PostgreSQL keeps it: days since 2000.</summary>
    public static int DaysOf(DateOnly date) => date.DayNumber - EpochDay;

    /// <summary>An instant as PostgreSQL keeps it: microseconds since 2000.</summary>
    public static long MicrosecondsOf(DateTime utc) => (utc - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The type that the values of <see cref="ValueOf"/> are sent as.</summary>
    public static NpgsqlDbType WireTypeOf(BulkColumn column) => column.Type?.Kind switch
    {
        null => column.IsId ? NpgsqlDbType.Uuid : NpgsqlDbType.Bytea,
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Integer => NpgsqlDbType.Bigint,
        ColumnKind.Real => NpgsqlDbType.Double,
        ColumnKind.Decimal => NpgsqlDbType.Numeric,
        ColumnKind.Boolean => NpgsqlDbType.Boolean,
        ColumnKind.Date => NpgsqlDbType.Date,
        ColumnKind.Timestamp => NpgsqlDbType.TimestampTz,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    /// <inheritdoc/>
    public override string? TextOf(ColumnType type, object? value) => value switch
    {
        null or DBNull => null,
        bool flag => flag ? "true" : "false",
        DateOnly date => Instants.Text(date),
        DateTime day when type.Kind is ColumnKind.Date => Instants.Text(DateOnly.FromDateTime(day)),
        DateTime instant => Instants.Text(instant),
        decimal number => number.ToString(PlainNumber, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override object Night(DateOnly night) => night;

    /// <inheritdoc/>
    public override object Instant(DateTime utc) => DateTime.SpecifyKind(utc, DateTimeKind.Utc);

    /// <inheritdoc/>
    public override object Flag(bool value) => value;

    /// <inheritdoc/>
    public override DateOnly ReadNight(object value) => value is DateTime day ? DateOnly.FromDateTime(day) : (DateOnly)value;

    /// <inheritdoc/>
    public override DateTime ReadInstant(object value) => (DateTime)value;

    /// <inheritdoc/>
    public override bool ReadFlag(object value) => (bool)value;

    /// <inheritdoc/>
    public override Hash128? ReadHash(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Hash128.Read(reader.GetFieldValue<byte[]>(column));
}
