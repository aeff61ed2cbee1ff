namespace Pipeline.Core.Feeds.Definitions;

/// <summary>Which types a column can be given without a change of any value's canonical text, and so of any hash (H11).</summary>
public static class TypeWidening
{
    /// <summary>The digits that an integer of 64 bits may have.</summary>
    private const int IntegerDigits = 19;

    /// <summary>The digits that a double keeps of any decimal.</summary>
    private const int RealDigits = 15;

    /// <summary>The whole numbers that a double keeps exactly lie below this.</summary>
    private const long RealLimit = 9_007_199_254_740_992;

    /// <summary>Whether values of one type are values of another, the same ones.</summary>
    /// <param name="from">The current type.</param>
    /// <param name="to">The other type.</param>
    /// <param name="limit">What every value that is stored must lie below, and above its negative; null where any value fits.</param>
    public static bool IsPossible(ColumnType from, ColumnType to, out long? limit)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        limit = null;
        switch (from.Kind, to.Kind)
        {
            case (ColumnKind.Integer, ColumnKind.Decimal):
                limit = to.Precision - to.Scale >= IntegerDigits ? null : PowerOfTen(to.Precision - to.Scale);
                return true;
            case (ColumnKind.Integer, ColumnKind.Real):
                limit = RealLimit;
                return true;
            case (ColumnKind.Decimal, ColumnKind.Decimal):
                return to.Scale >= from.Scale && to.Precision - to.Scale >= from.Precision - from.Scale;
            case (ColumnKind.Decimal, ColumnKind.Real):
                return from.Precision <= RealDigits;
            default:
                return false;
        }
    }

    private static long PowerOfTen(int exponent) => Enumerable.Range(0, exponent).Aggregate(1L, (power, _) => power * 10);
}
