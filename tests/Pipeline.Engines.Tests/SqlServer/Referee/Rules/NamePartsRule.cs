using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>A column is named by itself, or by its table's alias and itself.</summary>
/// <remarks>
/// "Three-part and four-part column references" are deprecated. Source:
/// learn.microsoft.com/sql/database-engine/deprecated-database-engine-features-in-sql-server.
/// </remarks>
internal sealed class NamePartsRule : IServerRule
{
    private const int MostParts = 2;

    public IEnumerable<string> Mistakes(TSqlScript tree, Binder types) =>
        from statement in TSql.Statements(tree)
        from column in TSql.All<ColumnReferenceExpression>(statement)
        where column.MultiPartIdentifier?.Count > MostParts
        select $"{TSql.TextOf(column)} names a column by {column.MultiPartIdentifier!.Count} parts";
}
