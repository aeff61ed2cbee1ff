using System.Buffers;
using System.Text.Json;

namespace Pipeline.Core.Records.Dropping;

/// <summary>Copies JSON token by token, exactly as each is written, without the blanks between them and the fields that are dropped.</summary>
internal sealed class JsonCopier(DropTree? root, IBufferWriter<byte> target)
{
    private readonly Stack<Level> _open = new();
    private DropTree? _next = root; // what is dropped inside the value that comes next
    private bool _isNextDropped;
    private int _droppedDepth;

    /// <summary>One record's text without the fields that are dropped.</summary>
    /// <exception cref="JsonException">It is not valid JSON.</exception>
    /// <exception cref="InvalidOperationException">One of its names is no text.</exception>
    public static ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> json, DropTree drop)
    {
        var target = new ArrayBufferWriter<byte>(Math.Max(json.Length, 16));
        Copy(json, drop, target);
        return target.WrittenMemory;
    }

    /// <summary>Copies one JSON text as a whole.</summary>
    /// <exception cref="JsonException">It is not valid JSON.</exception>
    /// <exception cref="InvalidOperationException">One of its names is no text.</exception>
    public static void Copy(ReadOnlySpan<byte> json, DropTree? drop, IBufferWriter<byte> target)
    {
        var copier = new JsonCopier(drop, target);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            copier.Write(ref reader);
        }
    }

    /// <summary>Copies the token that the reader stands on.</summary>
    public void Write(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                WriteName(ref reader);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Open(reader.TokenType is JsonTokenType.StartObject);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                Close(reader.TokenType is JsonTokenType.EndObject);
                break;
            default:
                WriteScalar(ref reader);
                break;
        }
    }

    private void WriteName(ref Utf8JsonReader reader)
    {
        if (_droppedDepth > 0)
        {
            return;
        }

        _next = _open.Peek().Drop?.Child(reader.GetString()!);
        _isNextDropped = _next is { IsDropped: true };
        if (!_isNextDropped)
        {
            Separate();
            Quote(reader.ValueSpan);
            target.Write(":"u8);
        }
    }

    private void Open(bool isObject)
    {
        if (_droppedDepth > 0 || _isNextDropped)
        {
            _droppedDepth++;
            _isNextDropped = false;
            return;
        }

        BeginValue();
        target.Write(isObject ? "{"u8 : "["u8);
        _open.Push(new Level(_next, isObject));
    }

    private void Close(bool isObject)
    {
        if (_droppedDepth > 0)
        {
            _droppedDepth--;
            return;
        }

        target.Write(isObject ? "}"u8 : "]"u8);
        _open.Pop();
    }

    private void WriteScalar(ref Utf8JsonReader reader)
    {
        if (_droppedDepth > 0 || _isNextDropped)
        {
            _isNextDropped = false;
            return;
        }

        BeginValue();
        if (reader.TokenType is JsonTokenType.String)
        {
            Quote(reader.ValueSpan);
        }
        else
        {
            target.Write(reader.ValueSpan);
        }
    }

    // An element of an array is separated from the one before it; a property's value stands behind its name.
    private void BeginValue()
    {
        if (_open.TryPeek(out var level) && !level.IsObject)
        {
            _next = level.Drop;
            Separate();
        }
    }

    private void Separate()
    {
        var level = _open.Peek();
        if (level.HasContent)
        {
            target.Write(","u8);
        }

        level.HasContent = true;
    }

    private void Quote(ReadOnlySpan<byte> escaped)
    {
        target.Write("\""u8);
        target.Write(escaped);
        target.Write("\""u8);
    }

    private sealed class Level(DropTree? drop, bool isObject)
    {
        public DropTree? Drop => drop;

        public bool IsObject => isObject;

        public bool HasContent { get; set; }
    }
}
