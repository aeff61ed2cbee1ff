using System.Text.RegularExpressions;

namespace Pipeline.Worker.Commands;

/// <summary>Takes what may be a password out of a text that is about to be shown.</summary>
internal static partial class Secrets
{
    /// <summary>The text with whatever stands between <c>user:</c> and <c>@</c> hidden.</summary>
    public static string Mask(string text) => Password().Replace(text, "$1:***@");

    [GeneratedRegex(@"([^\s/@:'""]+):[^\s]*@")]
    private static partial Regex Password();
}
