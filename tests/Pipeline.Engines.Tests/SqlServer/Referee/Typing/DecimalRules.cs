namespace Pipeline.Engines.Tests.SqlServer.Referee.Typing;

/// <summary>Precision and scale of the result of an operation on exact numbers.</summary>
/// <remarks>
/// Source: learn.microsoft.com/sql/t-sql/data-types/precision-scale-and-length-transact-sql. A whole number counts as a decimal
/// with the digits of its type: <c>bigint</c> as <c>decimal(19, 0)</c>, <c>int</c> as <c>decimal(10, 0)</c>.
/// </remarks>
internal static class DecimalRules
{
    private const int Most = 38;
    private const int LeastScale = 6;
    private const int MostWhole = 32;

    public static SqlType Add(SqlType a, SqlType b)
    {
        var whole = Math.Max(Whole(a), Whole(b));
        var scale = Math.Max(a.Scale, b.Scale);
        var precision = scale + whole + 1;
        return precision <= Most ? SqlType.Decimal(precision, scale)
            : whole < Most - scale ? SqlType.Decimal(Most, scale)
            : SqlType.Decimal(Most, Most - whole);
    }

    public static SqlType Multiply(SqlType a, SqlType b) => Fit(a.Precision + b.Precision + 1, a.Scale + b.Scale);

    public static SqlType Divide(SqlType a, SqlType b)
    {
        var scale = Math.Max(LeastScale, a.Scale + b.Precision + 1);
        return Fit(a.Precision - a.Scale + b.Scale + scale, scale);
    }

    public static SqlType Remainder(SqlType a, SqlType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return SqlType.Decimal(Math.Min(Math.Min(Whole(a), Whole(b)) + scale, Most), scale);
    }

    /// <summary>The type of a column of <c>union</c>, <c>case</c> and <c>coalesce</c>.</summary>
    public static SqlType Union(SqlType a, SqlType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return SqlType.Decimal(Math.Min(Math.Max(Whole(a), Whole(b)) + scale, Most), scale);
    }

    private static int Whole(SqlType type) => type.Precision - type.Scale;

    // "In multiplication and division operations, we need precision - scale places to store the integral part of the result."
    private static SqlType Fit(int precision, int scale)
    {
        if (precision <= Most)
        {
            return SqlType.Decimal(precision, scale);
        }

        var whole = precision - scale;
        return whole < MostWhole ? SqlType.Decimal(Most, Math.Min(scale, Most - whole))
            : SqlType.Decimal(Most, Math.Min(scale, LeastScale));
    }
}
