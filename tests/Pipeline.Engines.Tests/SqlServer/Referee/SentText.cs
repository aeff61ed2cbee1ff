namespace Pipeline.Engines.Tests.SqlServer.Referee;

/// <summary>One text as the worker sends it: a batch.</summary>
/// <param name="Name">The statement's name, <c>merge/close_gone</c>, and what it was rendered for.</param>
/// <param name="Text">The T-SQL.</param>
internal sealed record SentText(string Name, string Text);

/// <summary>The texts that belong to one state of a database: what makes its tables, and everything that is sent to them.</summary>
/// <param name="Schema">Texts that make tables, indexes and views, in order.</param>
/// <param name="Sent">Everything that is sent, what makes tables too.</param>
internal sealed record SentTexts(IReadOnlyList<SentText> Schema, IReadOnlyList<SentText> Sent);
