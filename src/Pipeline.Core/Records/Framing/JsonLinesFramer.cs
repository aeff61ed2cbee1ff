using System.Globalization;

namespace Pipeline.Core.Records.Framing;

/// <summary>One JSON object a line: records are framed by newlines alone, so that a line that can't be parsed harms no other.</summary>
internal sealed class JsonLinesFramer(ByteWindow window, string file)
{
    /// <summary>The next line that is not blank.</summary>
    /// <exception cref="UnusableDeliveryException">A line is longer than a record may be.</exception>
    public bool TryNext(out Frame frame)
    {
        while (TryNextLine(out frame))
        {
            if (frame.Bytes.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryNextLine(out Frame frame)
    {
        var scanned = 0;
        while (true)
        {
            var unread = window.Unread;
            var end = unread.Span[scanned..].IndexOf((byte)'\n');
            scanned = end < 0 ? unread.Length : scanned + end;
            if (scanned > ReadLimits.RecordBytes)
            {
                throw DeliveryFaults.RecordTooLong(file, string.Create(CultureInfo.InvariantCulture, $"line {window.Line:N0}"), window.Offset);
            }

            if (end >= 0 || !window.Fill())
            {
                var isTerminated = end >= 0;
                frame = new Frame(window.Unread[..scanned].TrimEnd((byte)'\r'), window.Line, window.Offset, isTerminated);
                window.Advance(isTerminated ? scanned + 1 : scanned);
                return isTerminated || scanned > 0;
            }
        }
    }
}
