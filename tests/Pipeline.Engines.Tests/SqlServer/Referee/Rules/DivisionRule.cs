using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>A quotient, or a product, keeps all the digits that it is cast to afterwards.</summary>
/// <remarks>
/// The scale of a division of decimals follows from the types of its operands, and is cut where the precision would be above 38:
/// <c>decimal(38, 0) / decimal(16, 0)</c> has six digits after the point, whatever it is cast to. A division of whole numbers has
/// none. Source: <see cref="DecimalRules"/>.
/// </remarks>
internal sealed class DivisionRule : IServerRule
{
    public IEnumerable<string> Mistakes(TSqlScript tree, Binder types) =>
        from cast in TSql.All<CastCall>(tree)
        let wanted = SqlType.Of(cast.DataType)
        where wanted.Family is SqlFamily.Decimal
        let found = types.Types.GetValueOrDefault(cast.Parameter)
        where found.IsExact && found.Scale < wanted.Scale && IsComputed(cast.Parameter)
        select $"{TSql.TextOf(cast)} has {found.Scale} digit(s) after the point, and is cast to {wanted}";

    // A whole number that is cast to a decimal loses nothing, unless it is what a division has left.
    private static bool IsComputed(ScalarExpression expression) => expression switch
    {
        ParenthesisExpression inner => IsComputed(inner.Expression),
        UnaryExpression inner => IsComputed(inner.Expression),
        BinaryExpression { BinaryExpressionType: BinaryExpressionType.Divide } => true,
        BinaryExpression pair => IsComputed(pair.FirstExpression) || IsComputed(pair.SecondExpression),
        _ => false,
    };
}
