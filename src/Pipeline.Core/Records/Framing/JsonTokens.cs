using System.Text.Json;
using Pipeline.Core.Records.Dropping;

namespace Pipeline.Core.Records.Framing;

/// <summary>The tokens and whole values of one JSON text, read from a window in the order they stand.</summary>
internal sealed class JsonTokens(ByteWindow window, int maxDepth, string file)
{
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = maxDepth });

    /// <summary>How the place that is being read is called in messages.</summary>
    public string Place { get; set; } = "the beginning";

    /// <summary>How many objects and arrays are open around the last token.</summary>
    public int Depth { get; private set; }

    /// <summary>Writes every token that is read, where a copy is wanted.</summary>
    public JsonCopier? Copier { get; init; }

    /// <summary>The name, where the last token is a property's.</summary>
    public string? Name { get; private set; }

    /// <summary>The next token, or <see cref="JsonTokenType.None"/> behind the last one.</summary>
    public JsonTokenType ReadToken()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(window.Unread.Span, window.IsFinal, _state);
            if (Try(ref reader, whole: false))
            {
                Name = reader.TokenType is JsonTokenType.PropertyName ? NameOf(ref reader) : null;
                Copy(ref reader);
                Use(ref reader);
                return reader.TokenType;
            }

            if (!TryReadOn())
            {
                return JsonTokenType.None;
            }
        }
    }

    /// <summary>The next element of the array that is open, whole; false at the array's end.</summary>
    public bool TryReadElement(out Frame frame)
    {
        frame = default;
        while (true)
        {
            var reader = new Utf8JsonReader(window.Unread.Span, window.IsFinal, _state);
            if (Try(ref reader, whole: true, out var start))
            {
                if (start < 0)
                {
                    Use(ref reader);
                    return false;
                }

                var length = (int)reader.BytesConsumed - start;
                window.Advance(start);
                frame = new Frame(window.Unread[..length], window.Line, window.Offset, true);
                (_state, Depth) = (reader.CurrentState, reader.CurrentDepth);
                window.Advance(length);
                return length <= ReadLimits.RecordBytes ? true : throw TooLong();
            }

            TryReadOn();
        }
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return ""; // bytes that are no text name nothing that a feed file could name
        }
    }

    private void Copy(ref Utf8JsonReader reader)
    {
        try
        {
            Copier?.Write(ref reader);
        }
        catch (InvalidOperationException fault)
        {
            throw DeliveryFaults.NotToBeScrubbed(file, $"near byte {window.Offset} a name holds half of a surrogate pair.", fault);
        }
    }

    private void Use(ref Utf8JsonReader reader)
    {
        (_state, Depth) = (reader.CurrentState, reader.CurrentDepth);
        window.Advance((int)reader.BytesConsumed);
    }

    private bool TryReadOn() => window.Unread.Length <= ReadLimits.RecordBytes ? window.Fill() : throw TooLong();

    private bool Try(ref Utf8JsonReader reader, bool whole) => Try(ref reader, whole, out _);

    // Start is where the value begins, or -1 at the end of the array. False: the bytes at hand don't hold all of it.
    private bool Try(ref Utf8JsonReader reader, bool whole, out int start)
    {
        start = -1;
        try
        {
            if (!reader.Read())
            {
                return false;
            }

            if (!whole || reader.TokenType is JsonTokenType.EndArray)
            {
                return true;
            }

            start = (int)reader.TokenStartIndex;
            return reader.TrySkip();
        }
        catch (JsonException fault)
        {
            throw Explain(fault, window.Offset + reader.BytesConsumed);
        }
    }

    private UnusableDeliveryException TooLong() => DeliveryFaults.RecordTooLong(file, Place, window.Offset);

    private UnusableDeliveryException Explain(JsonException fault, long offset) =>
        JsonNesting.Exceeds(window.Unread.Span, ReadLimits.Nesting) ? DeliveryFaults.NestedTooDeep(file, Place, offset)
        : window.IsFinal && IsPrefix() ? DeliveryFaults.CutJson(file, Place, window.Offset + window.Unread.Length)
        : DeliveryFaults.MalformedJson(file, Place, offset, Reason(fault));

    /// <summary>The reason without .NET's own position, which counts from the last piece that was read, and without its advice to programmers.</summary>
    public static string Reason(JsonException fault)
    {
        var end = fault.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? fault.Message : fault.Message[..end])
            .Replace(" which is not supported in this mode", "", StringComparison.Ordinal)
            .Replace(" Change the reader options.", "", StringComparison.Ordinal);
    }

    // What is cut short is valid as far as it goes.
    private bool IsPrefix()
    {
        try
        {
            var reader = new Utf8JsonReader(window.Unread.Span, isFinalBlock: false, _state);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
