using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Worker.Sources;

/// <summary>Size and time out of what servers say, by way of curl.</summary>
internal static partial class RemoteReply
{
    /// <summary>Size and time from the headers that curl prints for HEAD, and for SIZE and MDTM of an FTP server.</summary>
    /// <returns>Null for what the server did not tell.</returns>
    public static (long? Size, DateTimeOffset? ModifiedAt) Headers(string text)
    {
        // After a redirect there are several blocks; the last one is the file's.
        var block = text.ReplaceLineEndings("\n").TrimEnd('\n').Split("\n\n")[^1];
        string? Header(string name) => block.Split('\n')
            .LastOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
        return (
            long.TryParse(Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
            DateTimeOffset.TryParseExact(Header("Last-Modified"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : null);
    }

    /// <summary>The line of a long listing (<c>ls -l</c>) that tells of one name, or null where there is none.</summary>
    public static string? LineOf(string text, string name) =>
        text.Split('\n').Select(line => line.TrimEnd('\r')).FirstOrDefault(line => NameIn(line) == name);

    /// <summary>The size in a line of a long listing, or null for a folder or a line of another form.</summary>
    public static long? SizeIn(string line) =>
        LongLine().Match(line) is { Success: true } match && line[0] is not 'd'
        && long.TryParse(match.Groups["size"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;

    private static string? NameIn(string line) => LongLine().Match(line) is { Success: true } match ? match.Groups["name"].Value : null;

    // Owner and group may hold blanks; the size is the number before month, day and time or year.
    [GeneratedRegex(@"^[-a-zA-Z][-rwxsStT]{9}\S*\s.*?\s(?<size>\d+)\s+\p{L}{3}\s+\d{1,2}\s+(\d{1,2}:\d{2}|\d{4})\s(?<name>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex LongLine();
}
