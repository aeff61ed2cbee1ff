using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>Text of any length is in no key, and nothing is sorted, grouped or joined by it.</summary>
/// <remarks>
/// Msg 1919: a column of type <c>nvarchar(max)</c> "is of a type that is invalid for use as a key column in an index". A sort or a
/// hash by it asks for the memory of 4,000 characters a row and can't use an index. Source:
/// learn.microsoft.com/sql/t-sql/statements/create-index-transact-sql#limitations.
/// </remarks>
internal sealed class MaxTextRule : IServerRule
{
    public IEnumerable<string> Mistakes(TSqlScript tree, Binder types) =>
        [.. Keys(tree), .. Sorts(tree, types), .. Joins(tree, types)];

    private static IEnumerable<string> Keys(TSqlScript tree) =>
        from table in TSql.Statements(tree).OfType<CreateTableStatement>()
        let max = table.Definition.ColumnDefinitions.Where(column => SqlType.Of(column.DataType).IsMax).Select(column => column.ColumnIdentifier.Value).ToHashSet()
        from key in table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>()
            .SelectMany(constraint => constraint.Columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value))
            .Concat(table.Definition.ColumnDefinitions.Where(column => column.Constraints.OfType<UniqueConstraintDefinition>().Any()).Select(column => column.ColumnIdentifier.Value))
        where max.Contains(key)
        select $"'{key}' is in a key and of any length (Msg 1919)";

    private static IEnumerable<string> Sorts(TSqlScript tree, Binder types) =>
        from expression in TSql.All<ExpressionWithSortOrder>(tree).Select(sort => sort.Expression)
            .Concat(TSql.All<ExpressionGroupingSpecification>(tree).Select(one => one.Expression))
            .Concat(TSql.All<OverClause>(tree).SelectMany(over => over.Partitions))
        where types.Types.TryGetValue(expression, out var type) && type.IsMax
        select $"{TSql.TextOf(expression)} is of any length, and rows are sorted or grouped by it";

    private static IEnumerable<string> Joins(TSqlScript tree, Binder types) =>
        from pair in TSql.All<QualifiedJoin>(tree)
        from comparison in TSql.All<BooleanComparisonExpression>(pair.SearchCondition)
        from side in new[] { comparison.FirstExpression, comparison.SecondExpression }
        where types.Types.TryGetValue(side, out var type) && type.IsMax
        select $"{TSql.TextOf(side)} is of any length, and tables are joined by it";
}
