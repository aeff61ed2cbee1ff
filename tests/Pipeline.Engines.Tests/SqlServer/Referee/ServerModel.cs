using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Pipeline.Engines.Tests.SqlServer.Referee;

/// <summary>A database without a server: DacFx reads definitions, and says which name nothing stands behind.</summary>
/// <remarks>
/// <c>TSqlModel</c> resolves tables, columns, parameters and functions as the server does at the first execution, for a version and a
/// collation. It does not compare types, and it does not have the system views: <see cref="SystemObjects"/> does.
/// Source: learn.microsoft.com/dotnet/api/microsoft.sqlserver.dac.model.tsqlmodel.
/// </remarks>
internal sealed partial class ServerModel : IDisposable
{
    private readonly TSqlModel _model;
    private readonly Dictionary<string, string> _names = [];
    private readonly List<string> _mistakes = [];
    private int _added;

    /// <param name="version">The version whose grammar and types count.</param>
    /// <param name="collation">The database's collation: where it is case-sensitive, so are names.</param>
    public ServerModel(SqlServerVersion version, string collation)
    {
        _model = new TSqlModel(version, new TSqlModelOptions { Collation = collation });
    }

    public void Dispose() => _model.Dispose();

    /// <summary>Adds the tables, indexes and views that a text makes.</summary>
    public void AddSchema(SentText text)
    {
        foreach (var statement in TSql.Statements(TSql.Parse(text.Text)))
        {
            if (statement is CreateSchemaStatement or CreateTableStatement or CreateIndexStatement or CreateViewStatement)
            {
                // A schema is made where it is missing, by whichever script comes first.
                if (statement is not CreateSchemaStatement schema || _names.TryAdd($"schema {schema.Name.Value}", text.Name))
                {
                    Add(text.Name, TSql.TextOf(statement));
                }
            }
        }
    }

    /// <summary>Adds a text as the body of a procedure, with its parameters declared as the client sends them.</summary>
    public void AddSent(SentText text)
    {
        var tree = TSql.Parse(text.Text);
        if (TSql.Statements(tree).Any(statement => statement is CreateViewStatement) && tree.Batches.Sum(batch => batch.Statements.Count) == 1)
        {
            return; // a view's text is a batch of its own: it is in the schema
        }

        var declared = TSql.All<DeclareVariableElement>(tree).Select(element => element.VariableName.Value).ToHashSet(StringComparer.Ordinal);
        var parameters = TSql.All<VariableReference>(tree)
            .Select(variable => variable.Name)
            .Where(name => !declared.Contains(name) && !IsOfProcedure(tree, name))
            .Distinct()
            .Select(name => $"{name} {SentParameters.TypeOf(name)}");
        var name = $"p{_names.Count}";
        _names.Add($"[dbo].[{name}]", text.Name);
        Add(text.Name, $"create procedure dbo.{name} {string.Join(", ", parameters)} as begin\n{text.Text}\nend");
    }

    /// <summary>What the model can't resolve, and what it refuses.</summary>
    public IReadOnlyList<string> Mistakes() =>
    [
        .. _mistakes,
        .. _model.Validate().Select(message => message.Message).Where(message => !SystemObjects.Explains(message)).Select(Named),
    ];

    private void Add(string name, string script)
    {
        try
        {
            _model.AddOrUpdateObjects(script, $"{_added++}.sql", new TSqlObjectOptions());
        }
        catch (DacModelException refused)
        {
            // The first refusal stays in the model and meets every later addition: only the first is kept.
            if (_mistakes.Count == 0)
            {
                _mistakes.Add($"{name}: {refused.Message}\n{script}");
            }
        }
    }

    // The name of a parameter of a stored procedure is no variable of the text: exec p @Resource = @resource.
    private static bool IsOfProcedure(TSqlScript tree, string name) =>
        TSql.All<ExecuteParameter>(tree).Any(parameter => parameter.Variable?.Name == name)
        && TSql.All<VariableReference>(tree).Count(variable => variable.Name == name)
            == TSql.All<ExecuteParameter>(tree).Count(parameter => parameter.Variable?.Name == name);

    private string Named(string message) =>
        ProcedureName().Match(message) is { Success: true } found && _names.TryGetValue(found.Value, out var name) ? $"{name}: {message}" : message;

    [GeneratedRegex(@"\[dbo\]\.\[p\d+\]")]
    private static partial Regex ProcedureName();
}
