namespace Pipeline.Core.Records.Framing;

/// <summary>How deep JSON is nested, found without parsing it: asked only after parsing failed, to name the reason.</summary>
internal static class JsonNesting
{
    /// <summary>Whether brackets outside strings open deeper than <paramref name="limit"/>.</summary>
    public static bool Exceeds(ReadOnlySpan<byte> json, int limit)
    {
        var depth = 0;
        var isInString = false;
        for (var i = 0; i < json.Length; i++)
        {
            switch (json[i])
            {
                case (byte)'\\' when isInString:
                    i++;
                    break;
                case (byte)'"':
                    isInString = !isInString;
                    break;
                case (byte)'[' or (byte)'{' when !isInString:
                    if (++depth > limit)
                    {
                        return true;
                    }

                    break;
                case (byte)']' or (byte)'}' when !isInString:
                    depth--;
                    break;
            }
        }

        return false;
    }
}
