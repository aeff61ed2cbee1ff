using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>A statement before <c>with</c> or <c>throw</c> ends in a semicolon; <c>if</c> has <c>throw</c> in a block of its own.</summary>
/// <remarks>
/// "The statement before the THROW statement must be followed by the semicolon (;) statement terminator." Sources:
/// learn.microsoft.com/sql/t-sql/language-elements/throw-transact-sql, …/queries/with-common-table-expression-transact-sql.
/// </remarks>
internal sealed class SemicolonRule : IServerRule
{
    public IEnumerable<string> Mistakes(TSqlScript tree, Binder types) =>
        from statement in TSql.Statements(tree)
        where statement is ThrowStatement or StatementWithCtesAndXmlNamespaces { WithCtesAndXmlNamespaces: not null }
        let before = statement.ScriptTokenStream.Take(statement.FirstTokenIndex)
            .LastOrDefault(token => token.TokenType is not (TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment))
        where before is not null && before.TokenType is not (TSqlTokenType.Semicolon or TSqlTokenType.Begin)
        select $"'{TSql.TextOf(statement)[..5].TrimEnd()}' comes after '{before.Text}', which is no semicolon";
}
