using System.Text.RegularExpressions;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Gold;

/// <summary>Lets a query that reads gold see the generation in the making.</summary>
/// <remarks>
/// A model, a check or a question names its tables <c>gold.x</c>, which for everybody else is what is published. Comments and
/// literals are passed over.
/// </remarks>
internal static partial class GoldNames
{
    /// <summary>A slot's table as SQL writes it.</summary>
    public static string OfSlot(string table, SqlLibrary sql) => $"gold_slots.{sql.QuoteName(table)}";

    /// <param name="sql">The query.</param>
    /// <param name="tables">The tables in the making as SQL writes them, by the name of their view.</param>
    public static string InTheMaking(string sql, IReadOnlyDictionary<string, string> tables) => Token().Replace(sql, match =>
        match.Groups["table"] is { Success: true } name && tables.TryGetValue(name.Value, out var table)
            ? table
            : match.Value);

    [GeneratedRegex(
        """'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|\bgold\."(?<table>[^"]+)"|\bgold\.\[(?<table>[^\]]+)\]|"(?:[^"]|"")*"|\bgold\.(?<table>[A-Za-z_][A-Za-z0-9_]*)""",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Token();
}
