using System.Globalization;
using System.Text;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>How texts of a feed file are shown in messages.</summary>
internal static class Words
{
    /// <summary>The longest text that a message quotes, in characters.</summary>
    private const int MaxQuoted = 80;

    /// <summary>The text in single quotes, control characters made visible, cut to what fits a message.</summary>
    public static string Quote(string text)
    {
        var shown = new StringBuilder("'");
        foreach (var c in text.Length > MaxQuoted ? text.AsSpan(0, MaxQuoted) : text)
        {
            _ = char.IsControl(c)
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")
                : shown.Append(c);
        }

        return shown.Append(text.Length > MaxQuoted ? "…'" : "'").ToString();
    }

    /// <summary><c>a, b or c</c>.</summary>
    public static string Or(IEnumerable<string> words)
    {
        var list = words.ToList();
        return list.Count < 2 ? string.Concat(list) : $"{string.Join(", ", list.SkipLast(1))} or {list[^1]}";
    }

    /// <summary><c>; did you mean 'x'?</c> for the nearest of the known words, or nothing where none is near.</summary>
    public static string DidYouMean(string text, IEnumerable<string> known) =>
        Nearest(text, known) is { } near ? $"; did you mean '{near}'?" : "";

    private static string? Nearest(string text, IEnumerable<string> known)
    {
        var wanted = text.ToLowerInvariant();
        var near = known.Select(word => (word, distance: Distance(wanted, word.ToLowerInvariant())))
            .OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return near.word is not null && near.distance <= Math.Max(1, Math.Min(wanted.Length, near.word.Length) / 3) ? near.word : null;
    }

    // Levenshtein: how many letters must be put in, taken out or exchanged.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], a[i - 1] == b[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(row[j], row[j - 1])));
            }
        }

        return row[b.Length];
    }
}
