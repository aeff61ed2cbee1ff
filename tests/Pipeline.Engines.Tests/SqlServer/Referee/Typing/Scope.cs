using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Typing;

/// <summary>What a query can name: the tables in its <c>from</c>, those of the query around it, and its common table expressions.</summary>
/// <param name="parent">The query around it; null for a statement.</param>
internal sealed class Scope(Scope? parent)
{
    private readonly List<(string Alias, IReadOnlyList<SqlColumn> Columns)> _tables = [];
    private readonly Dictionary<string, IReadOnlyList<SqlColumn>> _expressions = new(StringComparer.Ordinal);

    public void AddTable(string alias, IReadOnlyList<SqlColumn> columns) => _tables.Add((alias, columns));

    public void AddExpression(string name, IReadOnlyList<SqlColumn> columns) => _expressions[name] = columns;

    public IReadOnlyList<SqlColumn>? FindExpression(string name) => _expressions.GetValueOrDefault(name) ?? parent?.FindExpression(name);

    /// <summary>The columns of all tables, for <c>select *</c>.</summary>
    public IEnumerable<SqlColumn> AllColumns => _tables.SelectMany(table => table.Columns);

    /// <summary>The type of a column, by its alias or the first table that has it.</summary>
    public SqlType TypeOf(ColumnReferenceExpression column)
    {
        var parts = column.MultiPartIdentifier?.Identifiers.Select(identifier => identifier.Value).ToList();
        if (parts is null)
        {
            return SqlType.Unknown;
        }

        foreach (var (alias, columns) in _tables)
        {
            if ((parts.Count == 1 || parts[^2] == alias) && columns.FirstOrDefault(one => one.Name == parts[^1]) is { Name: not null } found)
            {
                return found.Type;
            }
        }

        return parent?.TypeOf(column) ?? SqlType.Unknown;
    }
}
