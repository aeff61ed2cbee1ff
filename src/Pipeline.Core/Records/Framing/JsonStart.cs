using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Records.Framing;

/// <summary>How a JSON file begins.</summary>
internal static class JsonStart
{
    /// <summary>Passes over a byte order mark and blanks, and tells the byte that follows: <c>[</c> or <c>{</c>.</summary>
    /// <exception cref="UnusableDeliveryException">Nothing follows, or something else.</exception>
    public static byte Find(ByteWindow window, string file)
    {
        window.Fill();
        if (window.Unread.Span.StartsWith("\uFEFF"u8))
        {
            window.Advance("\uFEFF"u8.Length);
        }

        while (true)
        {
            var first = window.Unread.Span.IndexOfAnyExcept(" \t\r\n"u8);
            window.Advance(first < 0 ? window.Unread.Length : first);
            if (first >= 0)
            {
                var start = window.Unread.Span[0];
                return start is (byte)'[' or (byte)'{' ? start : throw DeliveryFaults.NotJson(file, start);
            }

            if (!window.Fill())
            {
                throw DeliveryFaults.Empty(file);
            }
        }
    }
}
