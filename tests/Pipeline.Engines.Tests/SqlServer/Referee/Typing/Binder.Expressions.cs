using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Typing;

// The types of expressions.
internal sealed partial class Binder
{
    private SqlType TypeOf(ScalarExpression expression, Scope scope) => _types[expression] = Find(expression, scope);

    private SqlType Find(ScalarExpression expression, Scope scope) => expression switch
    {
        ColumnReferenceExpression column => scope.TypeOf(column),
        VariableReference variable => TypeOf(variable),
        IntegerLiteral number => number.Value.Length > 10 || long.Parse(number.Value, CultureInfo.InvariantCulture) > int.MaxValue ? SqlType.Decimal(number.Value.Length, 0) : SqlType.Int,
        NumericLiteral number => OfDigits(number.Value),
        RealLiteral => SqlType.Float,
        StringLiteral text => SqlType.Text(Math.Max(1, text.Value.Length)),
        BinaryLiteral => new SqlType(SqlFamily.Binary),
        CastCall cast => Cast(cast.Parameter, cast.DataType, scope),
        ConvertCall convert => Cast(convert.Parameter, convert.DataType, scope),
        ParenthesisExpression inner => TypeOf(inner.Expression, scope),
        UnaryExpression inner => TypeOf(inner.Expression, scope),
        BinaryExpression pair => Binary(pair, scope),
        SearchedCaseExpression choice => Case(choice, scope),
        SimpleCaseExpression choice => Case(choice, scope),
        CoalesceExpression list => list.Expressions.Select(one => TypeOf(one, scope)).Aggregate(Common),
        NullIfExpression pair => NullIf(pair, scope),
        ScalarSubquery query => Bind(query.QueryExpression, scope) is [var column, ..] ? column.Type : SqlType.Unknown,
        FunctionCall call => Call(call, scope),
        _ => SqlType.Unknown,
    };

    private static SqlType TypeOf(VariableReference variable) =>
        SentParameters.Find(variable.Name) is { } text
            ? SqlType.Of(((DeclareVariableStatement)TSql.Parse($"declare @x {text}").Batches[0].Statements[0]).Declarations[0].DataType)
            : SqlType.Unknown;

    // "A constant with a decimal point is converted to numeric with the least precision and scale that it needs."
    private static SqlType OfDigits(string number)
    {
        var scale = number.Length - 1 - number.IndexOf('.', StringComparison.Ordinal);
        return SqlType.Decimal(Math.Max(number.Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length, Math.Max(scale, 1)), scale);
    }

    private SqlType Cast(ScalarExpression value, DataTypeReference type, Scope scope)
    {
        TypeOf(value, scope);
        return SqlType.Of(type);
    }

    private SqlType Binary(BinaryExpression pair, Scope scope)
    {
        var (a, b) = (TypeOf(pair.FirstExpression, scope), TypeOf(pair.SecondExpression, scope));
        if (a.Family is SqlFamily.Text && b.Family is SqlFamily.Text)
        {
            return SqlType.Text(a.IsMax || b.IsMax ? -1 : a.Length + b.Length);
        }

        if (a.Family is SqlFamily.Float || b.Family is SqlFamily.Float)
        {
            return SqlType.Float;
        }

        if (!a.IsExact || !b.IsExact)
        {
            return SqlType.Unknown;
        }

        if (a.Family is not SqlFamily.Decimal && b.Family is not SqlFamily.Decimal)
        {
            return a.Precision > b.Precision ? a : b; // whole numbers stay whole, a quotient too
        }

        return pair.BinaryExpressionType switch
        {
            BinaryExpressionType.Add or BinaryExpressionType.Subtract => DecimalRules.Add(a, b),
            BinaryExpressionType.Multiply => DecimalRules.Multiply(a, b),
            BinaryExpressionType.Divide => DecimalRules.Divide(a, b),
            BinaryExpressionType.Modulo => DecimalRules.Remainder(a, b),
            _ => SqlType.Unknown,
        };
    }

    private SqlType Case(SearchedCaseExpression choice, Scope scope)
    {
        foreach (var when in choice.WhenClauses)
        {
            Bind(when.WhenExpression, scope);
        }

        return Results(choice.WhenClauses.Select(when => when.ThenExpression), choice.ElseExpression, scope);
    }

    private SqlType Case(SimpleCaseExpression choice, Scope scope)
    {
        TypeOf(choice.InputExpression, scope);
        foreach (var when in choice.WhenClauses)
        {
            TypeOf(when.WhenExpression, scope);
        }

        return Results(choice.WhenClauses.Select(when => when.ThenExpression), choice.ElseExpression, scope);
    }

    private SqlType Results(IEnumerable<ScalarExpression> results, ScalarExpression? otherwise, Scope scope) =>
        results.Concat(otherwise is null ? [] : [otherwise]).Where(one => one is not NullLiteral).Select(one => TypeOf(one, scope)).ToList() is { Count: > 0 } types
            ? types.Aggregate(Common)
            : SqlType.Unknown;

    private SqlType NullIf(NullIfExpression pair, Scope scope)
    {
        TypeOf(pair.SecondExpression, scope);
        return TypeOf(pair.FirstExpression, scope);
    }

    // Sources: the pages of sum, avg, count, abs, sign, floor, ceiling, round and datediff_big under learn.microsoft.com/sql/t-sql/functions.
    private SqlType Call(FunctionCall call, Scope scope)
    {
        var types = call.Parameters.Select(parameter => TypeOf(parameter, scope)).ToList();
        foreach (var part in call.OverClause?.Partitions ?? [])
        {
            TypeOf(part, scope);
        }

        foreach (var order in (call.OverClause?.OrderByClause?.OrderByElements ?? []).Concat(call.WithinGroupClause?.OrderByClause?.OrderByElements ?? []))
        {
            TypeOf(order.Expression, scope);
        }

        var first = types.FirstOrDefault();
        return call.FunctionName.Value.ToUpperInvariant() switch
        {
            "COUNT" => SqlType.Int,
            "COUNT_BIG" or "ROW_NUMBER" or "DATEDIFF_BIG" => SqlType.BigInt,
            "SUM" => first.Family is SqlFamily.Decimal ? SqlType.Decimal(38, first.Scale) : first,
            "AVG" => first.Family is SqlFamily.Decimal ? SqlType.Decimal(38, Math.Max(first.Scale, 6)) : first,
            "MIN" or "MAX" or "ABS" or "LEAD" or "LAG" or "FIRST_VALUE" or "LAST_VALUE" => first,
            "SIGN" => first,
            "FLOOR" or "CEILING" => first.Family is SqlFamily.Decimal ? SqlType.Decimal(first.Precision, 0) : first,
            "ROUND" => first,
            "LOWER" or "UPPER" or "TRIM" or "LTRIM" or "RTRIM" => first,
            "STRING_AGG" => first.IsMax ? first : SqlType.Text(4000),
            "REPLICATE" => first.IsMax ? first : SqlType.Text(4000),
            "DATALENGTH" or "LEN" or "DATEDIFF" or "OBJECT_ID" or "SCHEMA_ID" or "DB_ID" => SqlType.Int,
            "SYSUTCDATETIME" => SqlType.Instant,
            "QUOTENAME" => SqlType.Text(258),
            "DB_NAME" or "TYPE_NAME" => SqlType.Text(128),
            _ => SqlType.Unknown,
        };
    }

    // The type of a result that comes from either: the one of higher precedence.
    private static SqlType Common(SqlType a, SqlType b) =>
        a.Family == SqlFamily.Unknown ? b
        : b.Family == SqlFamily.Unknown ? a
        : a.Family is SqlFamily.Float || b.Family is SqlFamily.Float ? SqlType.Float
        : a.Family is SqlFamily.Decimal || b.Family is SqlFamily.Decimal ? DecimalRules.Union(a, b)
        : a.Family is SqlFamily.Text && b.Family is SqlFamily.Text ? SqlType.Text(a.IsMax || b.IsMax ? -1 : Math.Max(a.Length, b.Length))
        : a.Precision >= b.Precision ? a : b;
}
