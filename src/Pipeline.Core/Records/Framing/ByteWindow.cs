using System.Buffers;

namespace Pipeline.Core.Records.Framing;

/// <summary>A window over a stream: what has been read and not yet used, in one piece of memory that grows with the longest record.</summary>
internal sealed class ByteWindow(Stream stream) : IDisposable
{
    private const int FirstSize = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _start;
    private int _end;

    /// <summary>What has been read and not yet used; moves with the next <see cref="Fill"/>.</summary>
    public ReadOnlyMemory<byte> Unread => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Whether nothing follows <see cref="Unread"/>.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>The offset of the first unread byte in the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>The line of the first unread byte, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Marks bytes as used.</summary>
    public void Advance(int count)
    {
        Line += _buffer.AsSpan(_start, count).Count((byte)'\n');
        Offset += count;
        _start += count;
    }

    /// <summary>Reads on until the buffer is full, which it enlarges when nothing of it is used: each byte is scanned twice at most.</summary>
    /// <returns>False where the stream is at its end already.</returns>
    public bool Fill()
    {
        if (IsFinal)
        {
            return false;
        }

        var unread = _end - _start;
        var target = _start == 0 && unread == _buffer.Length ? ArrayPool<byte>.Shared.Rent(2 * _buffer.Length) : _buffer;
        _buffer.AsSpan(_start, unread).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        var read = stream.ReadAtLeast(_buffer.AsSpan(unread), _buffer.Length - unread, throwOnEndOfStream: false);
        (_start, _end) = (0, unread + read);
        IsFinal = _end < _buffer.Length;
        return true;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        (_start, _end) = (0, 0);
    }
}
