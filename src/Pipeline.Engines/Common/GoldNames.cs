using System.Text.RegularExpressions;

namespace Pipeline.Engines.Common;

/// <summary>Lets a query that reads gold see the generation in the making.</summary>
/// <remarks>
/// A model, a check or a question names its tables <c>gold.x</c>, which for everybody else is what is published. Comments and
/// literals are passed over.
/// </remarks>
internal static partial class GoldNames
{
    private const string Schema = "gold_slots";

    /// <param name="sql">The query.</param>
    /// <param name="tables">The tables in the making, by the name of their view.</param>
    /// <param name="quote">Writes a name in the engine's quotes.</param>
    public static string InTheMaking(string sql, IReadOnlyDictionary<string, string> tables, Func<string, string> quote) =>
        Token().Replace(sql, match =>
            match.Groups["table"] is { Success: true } name && tables.TryGetValue(name.Value, out var table)
                ? $"{Schema}.{quote(table)}"
                : match.Value);

    [GeneratedRegex(
        """'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|\bgold\."(?<table>[^"]+)"|\bgold\.\[(?<table>[^\]]+)\]|"(?:[^"]|"")*"|\bgold\.(?<table>[A-Za-z_][A-Za-z0-9_]*)""",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Token();
}
