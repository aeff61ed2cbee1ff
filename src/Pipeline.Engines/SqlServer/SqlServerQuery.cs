using System.Text.RegularExpressions;

namespace Pipeline.Engines.SqlServer;

/// <summary>A portable query as T-SQL takes it.</summary>
/// <remarks>
/// Names and literals are distinguished from words by reading the text token by token. T-SQL has <c>with</c> only before a whole
/// statement, never inside brackets, and a literal without <c>N</c> loses what the database's code page does not hold.
/// </remarks>
internal static partial class SqlServerQuery
{
    /// <summary>Writes <c>N</c> before each literal that holds letters outside ASCII.</summary>
    public static string WithUnicode(string sql) => Token().Replace(sql, match =>
        match.Groups["literal"].Success && match.Value[0] == '\'' && match.Value.Any(letter => letter > '\u007f') ? "N" + match.Value : match.Value);

    /// <summary>The common table expressions that a query begins with, and the SELECT that they are for.</summary>
    public static (string With, string Select) Split(string sql)
    {
        var depth = 0;
        var isFirst = true;
        foreach (Match token in Token().Matches(sql))
        {
            depth += token.Value switch { "(" => 1, ")" => -1, _ => 0 };
            if (!token.Groups["word"].Success)
            {
                continue;
            }

            if (isFirst && !token.ValueSpan.Equals("with", StringComparison.OrdinalIgnoreCase))
            {
                break;
            }

            isFirst = false;
            if (depth == 0 && token.ValueSpan.Equals("select", StringComparison.OrdinalIgnoreCase))
            {
                return (sql[..token.Index], sql[token.Index..]);
            }
        }

        return ("", sql);
    }

    [GeneratedRegex(
        """(?<literal>[Nn]?'(?:[^']|'')*')|--[^\n]*|/\*.*?\*/|"(?:[^"]|"")*"|\[(?:[^\]]|\]\])*\]|[()]|(?<word>\b\w+\b)""",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Token();
}
