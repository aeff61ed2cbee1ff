using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Rules;

/// <summary>Something that SQL Server refuses, or does otherwise than its text seems to say, and that a model of names does not see.</summary>
internal interface IServerRule
{
    /// <summary>Every mistake of a text, in a sentence.</summary>
    /// <param name="tree">The text.</param>
    /// <param name="types">The types of its expressions.</param>
    IEnumerable<string> Mistakes(TSqlScript tree, Binder types);
}
