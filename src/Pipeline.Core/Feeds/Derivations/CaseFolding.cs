using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Pipeline.Core.Feeds.Derivations;

/// <summary>Unicode's full case folding, by the table embedded as <c>casefold.txt</c>: .NET has none of its own.</summary>
internal static class CaseFolding
{
    private static readonly FrozenDictionary<int, string> Table = Load();

    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var folded = new StringBuilder(text.Length + 8);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (Table.TryGetValue(rune.Value, out var replacement))
            {
                folded.Append(replacement);
            }
            else
            {
                folded.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }

        return folded.ToString();
    }

    private static FrozenDictionary<int, string> Load()
    {
        using var stream = typeof(CaseFolding).Assembly.GetManifestResourceStream("casefold.txt")!;
        using var reader = new StreamReader(stream);
        var table = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var points = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Hex).ToArray();
                table.Add(points[0], string.Concat(points.Skip(1).Select(char.ConvertFromUtf32)));
            }
        }

        return table.ToFrozenDictionary();
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
