using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>A check that stands behind a column may name that column alone.</summary>
/// <remarks>
/// Msg 8141: "Column CHECK constraint for column '%.*ls' references another column, table '%.*ls'." Source:
/// learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors-8000-to-8999.
/// </remarks>
internal sealed class ColumnCheckRule : IServerRule
{
    public IEnumerable<string> Mistakes(TSqlScript tree, Binder types) =>
        from statement in TSql.Statements(tree).OfType<CreateTableStatement>()
        from column in statement.Definition.ColumnDefinitions
        from check in column.Constraints.OfType<CheckConstraintDefinition>()
        from named in TSql.All<ColumnReferenceExpression>(check.CheckCondition)
        let name = named.MultiPartIdentifier.Identifiers[^1].Value
        where name != column.ColumnIdentifier.Value
        select $"the check of column '{column.ColumnIdentifier.Value}' names column '{name}' (Msg 8141)";
}
