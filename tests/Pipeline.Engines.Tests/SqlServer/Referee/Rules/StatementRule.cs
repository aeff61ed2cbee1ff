using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>The worker sends what its role may: it owns its schemas, and may create tables and views in them.</summary>
/// <remarks>
/// A schema's owner may do everything to what is in it. <c>create schema</c> needs a right on the database that the role does not
/// have, so it stands behind a test whether the schema is there: the roles' script has made it. Sources: the section "Permissions" of
/// each statement under learn.microsoft.com/sql/t-sql/statements, of <c>sp_getapplock</c> (public) and of <c>sp_rename</c> (alter on
/// the object).
/// </remarks>
internal sealed class StatementRule : IServerRule
{
    private static readonly HashSet<string> Schemas =
        new(["bronze", "silver", "history", "staging", "gold", "gold_slots", "ops"], StringComparer.Ordinal);

    private static readonly HashSet<Type> Allowed =
    [
        typeof(SelectStatement), typeof(InsertStatement), typeof(UpdateStatement), typeof(DeleteStatement),
        typeof(CreateTableStatement), typeof(CreateViewStatement), typeof(CreateIndexStatement),
        typeof(AlterTableAddTableElementStatement), typeof(AlterTableAlterColumnStatement), typeof(AlterTableDropTableElementStatement),
        typeof(AlterTableRebuildStatement), typeof(DropTableStatement), typeof(DropViewStatement), typeof(UpdateStatisticsStatement),
        typeof(IfStatement), typeof(DeclareVariableStatement), typeof(ThrowStatement), typeof(ExecuteStatement),
        typeof(PredicateSetStatement), typeof(SetCommandStatement), typeof(SetTransactionIsolationLevelStatement),
    ];

    public IEnumerable<string> Mistakes(TSqlScript tree, Binder types) =>
        TSql.Statements(tree).Where(statement => statement is not BeginEndBlockStatement).SelectMany(statement => statement switch
        {
            CreateSchemaStatement schema => IsGuarded(tree, schema) ? [] : [$"create schema {schema.Name.Value} is not behind a test whether it is there"],
            _ when !Allowed.Contains(statement.GetType()) => [$"{statement.GetType().Name} is nothing that the worker's role is known to may do"],
            ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference procedure } => OfProcedure(procedure),
            _ => OfTables(statement),
        });

    private static IEnumerable<string> OfProcedure(ExecutableProcedureReference procedure)
    {
        var name = procedure.ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value;
        return SystemObjects.Procedures.ContainsKey(name) ? [] : [$"{name} is no procedure that the worker's role is known to may call"];
    }

    private static IEnumerable<string> OfTables(TSqlStatement statement) =>
        from name in TSql.All<SchemaObjectName>(statement)
        let schema = name.SchemaIdentifier?.Value
        where schema is not null && !Schemas.Contains(schema) && !SystemObjects.Views.ContainsKey($"{schema}.{name.BaseIdentifier.Value}")
        select $"{TSql.TextOf(name)} is neither in a schema of the worker's role nor a view that everybody may read";

    private static bool IsGuarded(TSqlScript tree, CreateSchemaStatement schema) =>
        TSql.Statements(tree).OfType<IfStatement>().Any(choice =>
            TSql.TextOf(choice.Predicate) == $"schema_id(N'{schema.Name.Value}') is null"
            && TSql.Executed(choice.ThenStatement).Any(text => text.Contains($"create schema {schema.Name.Value}", StringComparison.Ordinal)));
}
