using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>What is compared is of one family of types: no column is converted for every row, and no index goes unused.</summary>
/// <remarks>
/// The side of lower precedence is converted: a parameter or literal that becomes the column's type costs nothing, a column that
/// becomes the parameter's type can't be looked up. Source: learn.microsoft.com/sql/t-sql/data-types/data-type-precedence-transact-sql.
/// </remarks>
internal sealed class ComparedTypesRule : IServerRule
{
    // From the lowest to the highest.
    private static readonly SqlFamily[] Precedence =
        [SqlFamily.Binary, SqlFamily.Text, SqlFamily.Guid, SqlFamily.Bit, SqlFamily.Integer, SqlFamily.Decimal, SqlFamily.Float, SqlFamily.Date, SqlFamily.Instant];

    public IEnumerable<string> Mistakes(TSqlScript tree, Binder types) =>
        from comparison in TSql.All<BooleanComparisonExpression>(tree)
        let first = types.Types.GetValueOrDefault(comparison.FirstExpression)
        let second = types.Types.GetValueOrDefault(comparison.SecondExpression)
        where first.Family != second.Family && first.Family is not SqlFamily.Unknown && second.Family is not SqlFamily.Unknown
        let converted = Array.IndexOf(Precedence, first.Family) < Array.IndexOf(Precedence, second.Family) ? comparison.FirstExpression : comparison.SecondExpression
        where converted is ColumnReferenceExpression && !(first.IsExact && second.IsExact)
        select $"{TSql.TextOf(comparison)}: the column {TSql.TextOf(converted)} is converted for every row ({first} against {second})";
}
