namespace Pipeline.Core.Feeds.Values;

/// <summary>Makes texts of a file fit for messages and for every engine's text type.</summary>
internal static class Quote
{
    /// <summary>How many UTF-16 units of an offending value a message quotes.</summary>
    private const int MaxUnits = 200;

    /// <summary>The text as it may be stored anywhere: U+0000 and halves of surrogate pairs become U+FFFD (H13).</summary>
    public static string Storable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }

        var units = text.ToCharArray();
        for (var i = 0; i < units.Length; i++)
        {
            if (char.IsHighSurrogate(units[i]) && i + 1 < units.Length && char.IsLowSurrogate(units[i + 1]))
            {
                i++;
            }
            else if (units[i] == '\0' || char.IsSurrogate(units[i]))
            {
                units[i] = '\uFFFD';
            }
        }

        return new string(units);
    }

    /// <summary>The text cut to what a message quotes, with an ellipsis where something was cut.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= MaxUnits)
        {
            return Storable(text);
        }

        var length = MaxUnits - 1;
        return Storable(text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]) + "…";
    }
}
