namespace Pipeline.Core.Warehouse;

/// <summary>
/// Splits the SQL file of one operation into its named statements. Each begins with a line <c>-- name: close_changed</c>;
/// they stand in the order in which they run.
/// </summary>
public static class SqlStatements
{
    private const string NameLine = "-- name: ";

    /// <summary>The operation of a file: <c>merge</c> for <c>merge.sql</c> and for <c>merge.nights.sql</c>, its second part.</summary>
    public static string OperationOf(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Path.GetFileName(file).Split('.')[0];
    }

    /// <summary>The statements of a file, in its order: name and text, without the name line.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">The file's text. What stands before the first name is a comment on the operation.</param>
    /// <exception cref="ArgumentException">A name is used twice, or a statement stands before the first name.</exception>
    public static IReadOnlyList<(string Name, string Text)> Split(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var statements = new List<(string Name, string Text)>();
        var lines = new List<string>();
        string? name = null;
        foreach (var line in text.Split('\n').Append(NameLine))
        {
            if (!line.StartsWith(NameLine, StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            Add(name, string.Join('\n', lines).Trim('\n'));
            (name, lines) = (line[NameLine.Length..].Trim(), []);
        }

        return statements;

        void Add(string? statement, string body)
        {
            if (statement is null)
            {
                if (body.Split('\n').Any(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)))
                {
                    throw new ArgumentException($"'{file}' has SQL before its first '{NameLine}' line.", nameof(text));
                }
            }
            else if (statements.Any(one => one.Name == statement))
            {
                throw new ArgumentException($"'{file}' has two statements named '{statement}'.", nameof(text));
            }
            else
            {
                statements.Add((statement, body + "\n"));
            }
        }
    }
}
