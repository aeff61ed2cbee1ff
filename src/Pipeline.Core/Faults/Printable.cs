namespace Pipeline.Core.Faults;

/// <summary>Texts of files and servers, as messages show them.</summary>
public static class Printable
{
    /// <summary>A text with every control character made visible: a line break or an escape sequence must not reach a terminal.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.Select(symbol => char.IsControl(symbol) ? $"\\u{(int)symbol:x4}" : symbol.ToString()));
    }
}
