using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Pipeline.Engines.Tests.SqlServer.Referee;

/// <summary>Reads T-SQL as SQL Server 2022 does.</summary>
internal static class TSql
{
    /// <summary>The tree of a text.</summary>
    /// <exception cref="InvalidOperationException">The text is no T-SQL.</exception>
    public static TSqlScript Parse(string text)
    {
        using var reader = new StringReader(text);
        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Count == 0
            ? (TSqlScript)tree
            : throw new InvalidOperationException($"{errors[0].Message} (line {errors[0].Line})\n{text}");
    }

    /// <summary>Every statement of a text, those in <c>if</c>, <c>begin</c> and <c>exec (N'…')</c> too.</summary>
    public static IEnumerable<TSqlStatement> Statements(TSqlScript tree) =>
        tree.Batches.SelectMany(batch => batch.Statements).SelectMany(Unfold);

    /// <summary>A piece of a text as it is written.</summary>
    public static string TextOf(TSqlFragment fragment) =>
        string.Concat(fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1)
            .Select(token => token.Text));

    /// <summary>The texts that a statement runs by <c>exec (N'…')</c>.</summary>
    public static IEnumerable<string> Executed(TSqlStatement statement) =>
        statement is ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList list }
            ? [string.Concat(list.Strings.OfType<StringLiteral>().Select(literal => literal.Value))]
            : [];

    /// <summary>The parts of a fragment that are of one kind.</summary>
    public static IReadOnlyList<T> All<T>(TSqlFragment fragment)
        where T : TSqlFragment
    {
        var found = new Collector<T>();
        fragment.Accept(found);
        return found.Nodes;
    }

    private static IEnumerable<TSqlStatement> Unfold(TSqlStatement statement) => statement switch
    {
        IfStatement choice => Unfold(choice.ThenStatement).Concat(choice.ElseStatement is { } other ? Unfold(other) : []).Prepend(choice),
        BeginEndBlockStatement block => block.StatementList.Statements.SelectMany(Unfold),
        _ => Executed(statement).SelectMany(text => Statements(Parse(text))).Prepend(statement),
    };

    private sealed class Collector<T> : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Nodes { get; } = [];

        public override void Visit(TSqlFragment fragment)
        {
            if (fragment is T node)
            {
                Nodes.Add(node);
            }
        }
    }
}
