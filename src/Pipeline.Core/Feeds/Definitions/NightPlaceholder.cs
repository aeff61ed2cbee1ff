using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Core.Feeds.Definitions;

/// <summary>The night's date in a URL or a file's name: <c>{night:yyyy-MM-dd}</c>.</summary>
public static partial class NightPlaceholder
{
    /// <summary>How a placeholder is written, for messages.</summary>
    internal const string Grammar = "write {night:yyyy-MM-dd}, made of yyyy or yy, MM or M, dd or d, and - _ . / or spaces";

    /// <summary>Whether the text names another path each night.</summary>
    public static bool IsIn(string text) => Placeholder().IsMatch(text);

    /// <summary>The text with the night's date in the place of every placeholder.</summary>
    public static string Fill(string text, DateOnly night) =>
        Placeholder().Replace(text, match => Date(match.Groups["format"].Value, night));

    /// <summary>The first piece of a text that has braces and is no placeholder, or null.</summary>
    internal static string? FindStray(string text)
    {
        var rest = Placeholder().Replace(text, "");
        var brace = rest.AsSpan().IndexOfAny('{', '}');
        if (brace < 0)
        {
            return null;
        }

        var end = rest.IndexOf('}', brace);
        return end < 0 ? rest[brace..] : rest[brace..(end + 1)];
    }

    /// <summary>Whether every night makes another text: year, month and day are all in it.</summary>
    public static bool TellsEveryNight(string text)
    {
        var formats = string.Concat(Placeholder().Matches(text).Select(match => match.Groups["format"].Value));
        return formats.Contains('y', StringComparison.Ordinal)
            && formats.Contains('M', StringComparison.Ordinal)
            && formats.Contains('d', StringComparison.Ordinal);
    }

    // A format of one letter would mean one of .NET's standard formats; % makes it a custom one.
    private static string Date(string format, DateOnly night) =>
        night.ToString(format.Length == 1 ? $"%{format}" : format, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{night:(?<format>(?:(?<!y)(?:yyyy|yy)(?!y)|(?<!M)MM?(?!M)|(?<!d)dd?(?!d)|[-_./ ])+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
