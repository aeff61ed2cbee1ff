namespace Pipeline.Core.Tests.Records;

/// <summary>A stream made on the fly: of any length without the memory, in pieces of any size, and counting what was asked of it.</summary>
internal sealed class ReadingStream(Func<long, byte> at, long length, Func<int, int>? piece = null) : Stream
{
    public ReadingStream(byte[] bytes, Func<int, int> piece)
        : this(index => bytes[index], bytes.Length, piece)
    {
    }

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var most = (int)Math.Min(buffer.Length, length - BytesRead);
        var count = most == 0 ? 0 : Math.Clamp(piece?.Invoke(most) ?? most, 1, most);
        for (var i = 0; i < count; i++)
        {
            buffer[i] = at(BytesRead + i);
        }

        BytesRead += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
