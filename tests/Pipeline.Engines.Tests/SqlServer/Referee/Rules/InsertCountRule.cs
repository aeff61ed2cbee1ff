using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>An insert names as many columns as it brings values for (Msg 109, 110, 120, 121).</summary>
/// <remarks>Source: learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors-0-to-999.</remarks>
internal sealed class InsertCountRule : IServerRule
{
    public IEnumerable<string> Mistakes(TSqlScript tree, Binder types) =>
        from insert in TSql.Statements(tree).OfType<InsertStatement>().Select(statement => statement.InsertSpecification)
        from values in Counts(insert.InsertSource)
        where values != insert.Columns.Count
        select $"insert into {TSql.TextOf(insert.Target)} names {insert.Columns.Count} columns and brings {values}";

    private static IEnumerable<int> Counts(InsertSource source) => source switch
    {
        ValuesInsertSource values => values.RowValues.Select(row => row.ColumnValues.Count),
        SelectInsertSource { Select: QuerySpecification query } => [query.SelectElements.Count],
        _ => [],
    };
}
