using System.Globalization;
using Pipeline.Core.Feeds;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sqlite;

/// <summary>How SQLite keeps the types of a feed file.</summary>
internal static class SqliteDialect
{
    public static readonly EngineTraits Traits = new()
    {
        Name = "sqlite",
        MaxParameters = 32_766, // SQLITE_MAX_VARIABLE_NUMBER since 3.32: sqlite.org/limits.html
        MaxExactDecimalPrecision = 15, // a double carries 15 decimal digits: sqlite.org/floatingpoint.html
    };

    /// <summary>The type of a column in a STRICT table.</summary>
    public static string TypeOf(ColumnType type) => type.Kind switch
    {
        ColumnKind.Integer or ColumnKind.Boolean => "integer",
        ColumnKind.Real => "real",
        ColumnKind.Decimal => type.Precision <= Traits.MaxExactDecimalPrecision ? "real" : "text",
        _ => "text",
    };

    /// <summary>Binds a canonical text as its column's type keeps it.</summary>
    public static void Bind(SqliteInsert insert, string parameter, ColumnType type, string? canonical)
    {
        switch (canonical is null ? null : (ColumnKind?)type.Kind)
        {
            case null:
                insert.SetNull(parameter);
                break;
            case ColumnKind.Integer:
                insert.Set(parameter, long.Parse(canonical!, CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Real:
            case ColumnKind.Decimal when type.Precision <= Traits.MaxExactDecimalPrecision:
                insert.Set(parameter, double.Parse(canonical!, CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Boolean:
                insert.Set(parameter, canonical == "true" ? 1L : 0L);
                break;
            case ColumnKind.Timestamp:
                insert.Set(parameter, canonical!.Replace('T', ' ').TrimEnd('Z'));
                break;
            default:
                insert.Set(parameter, canonical);
                break;
        }
    }

    /// <summary>A value as a person reads it: what was bound, back in the words of the feed.</summary>
    public static string? TextOf(ColumnType type, object? value) => value is null or DBNull ? null : type.Kind switch
    {
        ColumnKind.Boolean => Convert.ToInt64(value, CultureInfo.InvariantCulture) == 1 ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
