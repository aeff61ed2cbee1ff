using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Engines.Sql.Schema;

/// <summary>Names that the platform makes from a dataset's or a model's: never longer than every engine keeps.</summary>
/// <remarks>PostgreSQL cuts longer names without a word, so that two of them may become one. All engines use the same names.</remarks>
internal static class GeneratedNames
{
    private const int HashDigits = 8;

    /// <param name="name">The name that it is made from, of any length.</param>
    /// <param name="suffix">What tells it from its siblings, in ASCII; never cut.</param>
    public static string Of(string name, string suffix)
    {
        var whole = name + suffix;
        if (Encoding.UTF8.GetByteCount(whole) <= SystemNames.MaxBytes)
        {
            return whole;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashDigits];
        var room = SystemNames.MaxBytes - suffix.Length - HashDigits - 1;
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().TakeWhile(rune => (room -= rune.Utf8SequenceLength) >= 0))
        {
            kept.Append(CultureInfo.InvariantCulture, $"{rune}");
        }

        return $"{kept}_{hash}{suffix}";
    }
}
