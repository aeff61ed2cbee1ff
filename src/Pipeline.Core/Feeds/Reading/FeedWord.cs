using System.Text;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>The word that a feed file has for a value of an enum: <c>HoldAbsent</c> is <c>hold_absent</c>.</summary>
internal static class FeedWord
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var word = new StringBuilder();
        foreach (var c in value.ToString())
        {
            _ = char.IsUpper(c) && word.Length > 0 ? word.Append('_').Append(char.ToLowerInvariant(c)) : word.Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }
}
