using System.Text.RegularExpressions;

namespace Pipeline.Core.Faults;

/// <summary>Takes what may be a password out of a text that is about to be shown, logged or stored.</summary>
public static partial class Secrets
{
    /// <summary>The text without what stands between <c>user:</c> and <c>@</c>, nor what a connection string says of a password.</summary>
    public static string Mask(string text) => InUrl().Replace(MaskConnection(text), "$1:***@");

    /// <summary>The text without what a connection string in it says of a password: <c>Password=</c>, <c>Pwd=</c> and their kin.</summary>
    /// <remarks>A value that is not in quotes goes on to the next semicolon or the end of the line: better too much is hidden than too little.</remarks>
    public static string MaskConnection(string text) => InConnection().Replace(text, "$1***");

    /// <summary>Whether a key of a connection string is followed by a secret.</summary>
    public static bool IsSecret(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return InConnection().IsMatch($"{key}=x");
    }

    [GeneratedRegex(@"([^\s/@:'""]+):[^\s]*@")]
    private static partial Regex InUrl();

    [GeneratedRegex(
        """(\b(?:(?:ssl[ ]?)?password|pwd|psw|access[ ]?token)\s*=\s*)(?!…|\*\*\*)(?:'(?:[^']|'')*'?|"(?:[^"]|"")*"?|[^;\r\n'"]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InConnection();
}
