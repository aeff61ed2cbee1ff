using System.Text.RegularExpressions;

namespace Pipeline.Core.Gold.Models;

/// <summary>A SQL file of a feed, taken apart into its header comment and its text.</summary>
/// <remarks>A header is the comment lines at the top: a sentence, then <c>name: value</c> entries, whose value may go on in lines that are indented.</remarks>
internal sealed partial class SqlFile
{
    private readonly Dictionary<string, List<string>> _entries = [];

    private SqlFile(string path, string text)
    {
        Name = Path.GetFileName(path);
        Folder = Path.GetFileName(Path.GetDirectoryName(path))!;
        Text = text;
    }

    /// <summary>The file's name, as messages show it: <c>gold/movie_performance.sql</c>.</summary>
    public string Location => $"{Folder}/{Name}";

    /// <summary>The file's name without its ending.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(Name);

    /// <summary>The first sentence.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>The text below the header.</summary>
    public string Text { get; private set; }

    private string Name { get; }

    private string Folder { get; }

    public static SqlFile Read(string path)
    {
        var file = new SqlFile(path, "");
        var lines = File.ReadAllLines(path);
        var header = lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).ToList();
        file.Text = string.Join('\n', lines.Skip(header.Count)).Trim().TrimEnd(';');

        List<string>? entry = null;
        var summary = new List<string>();
        foreach (var line in header.Select(line => line[2..]))
        {
            if (EntryLine().Match(line) is { Success: true } match)
            {
                entry = file._entries[match.Groups["name"].Value] = [];
                if (match.Groups["value"].Value.Trim() is { Length: > 0 } value)
                {
                    entry.Add(value);
                }
            }
            else if (line.Trim().Length > 0)
            {
                (entry ?? summary).Add(line.Trim());
            }
        }

        file.Summary = string.Join(' ', summary);
        return file;
    }

    /// <summary>The lines of an entry; none where the header lacks it.</summary>
    public IReadOnlyList<string> Lines(string name) => _entries.TryGetValue(name, out var lines) ? lines : [];

    /// <summary>An entry as one text, or null where the header lacks it.</summary>
    public string? Entry(string name) => _entries.TryGetValue(name, out var lines) ? string.Join(' ', lines) : null;

    /// <summary>An entry as a list that commas separate.</summary>
    public IReadOnlyList<string> List(string name) =>
        Entry(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    // One blank before the name: what is indented deeper belongs to the entry above.
    [GeneratedRegex(@"^ (?<name>[a-z_]+):(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex EntryLine();
}
