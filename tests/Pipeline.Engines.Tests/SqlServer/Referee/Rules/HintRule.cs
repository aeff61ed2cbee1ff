using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>A hint does what it is there for: <c>tablock</c> where a whole table is filled, <c>tablockx</c> where it is emptied.</summary>
/// <remarks>
/// <c>tablock</c> makes an insert minimally logged where the table is empty or a heap, and takes one lock for all rows; anywhere else
/// it keeps readers out for nothing. Source: learn.microsoft.com/sql/t-sql/queries/hints-transact-sql-table.
/// </remarks>
internal sealed class HintRule : IServerRule
{
    public IEnumerable<string> Mistakes(TSqlScript tree, Binder types) =>
        from statement in TSql.Statements(tree)
        where statement is not (IfStatement or BeginEndBlockStatement)
        from table in TSql.All<NamedTableReference>(statement)
        from hint in table.TableHints
        where !IsUseful(statement, table, hint.HintKind)
        select $"{TSql.TextOf(table)}: the hint {hint.HintKind} does nothing there";

    private static bool IsUseful(TSqlStatement statement, NamedTableReference table, TableHintKind hint) => (statement, hint) switch
    {
        (InsertStatement { InsertSpecification: { InsertSource: SelectInsertSource } insert }, TableHintKind.TabLock) => insert.Target == table,
        (DeleteStatement { DeleteSpecification: { WhereClause: null } delete }, TableHintKind.TabLockX) => delete.Target == table,
        (UpdateStatement or SelectStatement, TableHintKind.UpdLock or TableHintKind.HoldLock) => true,
        _ => false,
    };
}
