using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Typing;

/// <summary>Finds the type of every expression of a text, as SQL Server's documentation says.</summary>
/// <remarks>It knows the T-SQL that the worker uses. What it does not know has the type <see cref="SqlType.Unknown"/>.</remarks>
/// <param name="catalog">The tables.</param>
internal sealed partial class Binder(Catalog catalog)
{
    private readonly Dictionary<ScalarExpression, SqlType> _types = [];

    /// <summary>The expressions that were found, with their types.</summary>
    public IReadOnlyDictionary<ScalarExpression, SqlType> Types => _types;

    /// <summary>Finds the types of a text.</summary>
    public static Binder Of(TSqlScript tree, Catalog catalog)
    {
        var binder = new Binder(catalog);
        foreach (var statement in tree.Batches.SelectMany(batch => batch.Statements))
        {
            binder.Bind(statement);
        }

        return binder;
    }

    /// <summary>The columns of a query.</summary>
    public IReadOnlyList<SqlColumn> Columns(SelectStatement select)
    {
        var scope = Expressions(select.WithCtesAndXmlNamespaces);
        return Bind(select.QueryExpression, scope);
    }

    private void Bind(TSqlStatement statement)
    {
        switch (statement)
        {
            case SelectStatement select:
                Columns(select);
                break;
            case InsertStatement insert:
                var outer = Expressions(insert.WithCtesAndXmlNamespaces);
                if (insert.InsertSpecification.InsertSource is SelectInsertSource source)
                {
                    Bind(source.Select, outer);
                }

                break;
            case UpdateStatement update:
                Bind(update.UpdateSpecification, scope =>
                {
                    foreach (var set in update.UpdateSpecification.SetClauses.OfType<AssignmentSetClause>())
                    {
                        TypeOf(set.NewValue, scope);
                    }
                });
                break;
            case DeleteStatement delete:
                Bind(delete.DeleteSpecification, _ => { });
                break;
            case IfStatement choice:
                Bind(choice.Predicate, new Scope(null));
                Bind(choice.ThenStatement);
                if (choice.ElseStatement is { } other)
                {
                    Bind(other);
                }

                break;
            case BeginEndBlockStatement block:
                foreach (var inner in block.StatementList.Statements)
                {
                    Bind(inner);
                }

                break;
        }
    }

    private void Bind(UpdateDeleteSpecificationBase specification, Action<Scope> bindRest)
    {
        var scope = new Scope(null);
        if (specification.FromClause is { } from)
        {
            foreach (var table in from.TableReferences)
            {
                Bind(table, scope);
            }
        }
        else
        {
            Bind(specification.Target, scope);
        }

        bindRest(scope);
        if (specification.WhereClause is { } where)
        {
            Bind(where.SearchCondition, scope);
        }
    }

    private Scope Expressions(WithCtesAndXmlNamespaces? with)
    {
        var scope = new Scope(null);
        foreach (var expression in with?.CommonTableExpressions ?? [])
        {
            scope.AddExpression(expression.ExpressionName.Value, Bind(expression.QueryExpression, scope));
        }

        return scope;
    }

    private IReadOnlyList<SqlColumn> Bind(QueryExpression query, Scope parent)
    {
        switch (query)
        {
            case QueryParenthesisExpression inner:
                return Bind(inner.QueryExpression, parent);
            case BinaryQueryExpression pair:
                var first = Bind(pair.FirstQueryExpression, parent);
                var second = Bind(pair.SecondQueryExpression, parent);
                return [.. first.Zip(second, (a, b) => new SqlColumn(a.Name, Common(a.Type, b.Type)))];
            case QuerySpecification specification:
                return Bind(specification, parent);
            default:
                return [];
        }
    }

    private List<SqlColumn> Bind(QuerySpecification query, Scope parent)
    {
        var scope = new Scope(parent);
        foreach (var table in query.FromClause?.TableReferences ?? [])
        {
            Bind(table, scope);
        }

        if (query.WhereClause is { } where)
        {
            Bind(where.SearchCondition, scope);
        }

        foreach (var group in query.GroupByClause?.GroupingSpecifications.OfType<ExpressionGroupingSpecification>() ?? [])
        {
            TypeOf(group.Expression, scope);
        }

        if (query.HavingClause is { } having)
        {
            Bind(having.SearchCondition, scope);
        }

        var columns = new List<SqlColumn>();
        foreach (var element in query.SelectElements)
        {
            if (element is SelectScalarExpression scalar)
            {
                columns.Add(new SqlColumn(NameOf(scalar), TypeOf(scalar.Expression, scope)));
            }
            else if (element is SelectStarExpression)
            {
                columns.AddRange(scope.AllColumns);
            }
        }

        var ordering = new Scope(scope);
        ordering.AddTable("", columns); // a sort may name a column by the alias that the query gives it
        foreach (var order in query.OrderByClause?.OrderByElements ?? [])
        {
            TypeOf(order.Expression, ordering);
        }

        return columns;
    }

    private static string NameOf(SelectScalarExpression scalar) =>
        scalar.ColumnName?.Value ?? (scalar.Expression as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value ?? "";

    private void Bind(TableReference table, Scope scope)
    {
        switch (table)
        {
            case NamedTableReference named:
                var columns = named.SchemaObject.SchemaIdentifier is null ? scope.FindExpression(named.SchemaObject.BaseIdentifier.Value) : null;
                scope.AddTable(named.Alias?.Value ?? named.SchemaObject.BaseIdentifier.Value, columns ?? catalog.Find(named.SchemaObject) ?? []);
                break;
            case QueryDerivedTable derived:
                scope.AddTable(derived.Alias.Value, Bind(derived.QueryExpression, scope));
                break;
            case QualifiedJoin join:
                Bind(join.FirstTableReference, scope);
                Bind(join.SecondTableReference, scope);
                Bind(join.SearchCondition, scope);
                break;
            case UnqualifiedJoin join:
                Bind(join.FirstTableReference, scope);
                Bind(join.SecondTableReference, scope);
                break;
            case JoinParenthesisTableReference inner:
                Bind(inner.Join, scope);
                break;
        }
    }

    private void Bind(BooleanExpression? condition, Scope scope)
    {
        switch (condition)
        {
            case BooleanBinaryExpression pair:
                Bind(pair.FirstExpression, scope);
                Bind(pair.SecondExpression, scope);
                break;
            case BooleanParenthesisExpression inner:
                Bind(inner.Expression, scope);
                break;
            case BooleanNotExpression inner:
                Bind(inner.Expression, scope);
                break;
            case BooleanComparisonExpression comparison:
                TypeOf(comparison.FirstExpression, scope);
                TypeOf(comparison.SecondExpression, scope);
                break;
            case BooleanIsNullExpression test:
                TypeOf(test.Expression, scope);
                break;
            case BooleanTernaryExpression between:
                TypeOf(between.FirstExpression, scope);
                TypeOf(between.SecondExpression, scope);
                TypeOf(between.ThirdExpression, scope);
                break;
            case InPredicate list:
                TypeOf(list.Expression, scope);
                foreach (var value in list.Values)
                {
                    TypeOf(value, scope);
                }

                if (list.Subquery is { } rows)
                {
                    TypeOf(rows, scope);
                }

                break;
            case ExistsPredicate exists:
                TypeOf(exists.Subquery, scope);
                break;
            case LikePredicate like:
                TypeOf(like.FirstExpression, scope);
                TypeOf(like.SecondExpression, scope);
                break;
        }
    }
}
