using System.Text;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>The path of a field inside a record: the header for CSV, names divided by dots for JSON.</summary>
internal static class FieldPath
{
    /// <summary>Marks a path as one of the source's own, whatever columns are called.</summary>
    public const string OfSource = "$.";

    /// <summary>The list element itself.</summary>
    public const string Element = "$";

    /// <summary>The parts of a path; null where a part is empty. Blanks around a header mean nothing, in the file too.</summary>
    public static IReadOnlyList<string>? Parse(string text, FileFormat format)
    {
        var path = text.StartsWith(OfSource, StringComparison.Ordinal) ? text[OfSource.Length..] : text;
        var parts = format is FileFormat.Csv ? [path.Trim()] : Split(path);
        return parts.All(part => part.Length > 0) ? parts : null;
    }

    /// <summary>The path as a feed file writes it.</summary>
    public static string Join(IEnumerable<string> parts, FileFormat format) => format is FileFormat.Csv
        ? string.Concat(parts)
        : string.Join('.', parts.Select(part =>
            part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(".", @"\.", StringComparison.Ordinal)));

    public static bool StartsWith(this IReadOnlyList<string> path, IReadOnlyList<string> start) =>
        path.Count >= start.Count && path.Take(start.Count).SequenceEqual(start, StringComparer.Ordinal);

    private static List<string> Split(string path)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length && path[i + 1] is '.' or '\\')
            {
                part.Append(path[++i]);
            }
            else if (path[i] == '.')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(path[i]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
