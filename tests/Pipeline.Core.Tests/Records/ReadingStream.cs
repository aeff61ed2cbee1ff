namespace Pipeline.Core.Tests.Records;

/// <summary>A stream of any length without the memory: a beginning, a middle that is repeated, an end; in pieces of any size, counting what was asked of it.</summary>
internal sealed class ReadingStream(byte[] first, byte[] middle, long middleLength, byte[] last, Func<int, int> piece) : Stream
{
    public ReadingStream(byte[] bytes, Func<int, int> piece)
        : this(bytes, [], 0, [], piece)
    {
    }

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => first.Length + middleLength + last.Length;

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var most = Math.Min(buffer.Length, (int)Math.Min(Length - BytesRead, int.MaxValue));
        var count = most == 0 ? 0 : Math.Clamp(piece(most), 1, most);
        for (var done = 0; done < count;)
        {
            var part = Next();
            part = part[..Math.Min(part.Length, count - done)];
            part.CopyTo(buffer[done..]);
            done += part.Length;
            BytesRead += part.Length;
        }

        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private ReadOnlySpan<byte> Next()
    {
        var inMiddle = BytesRead - first.Length;
        if (inMiddle < 0)
        {
            return first.AsSpan((int)BytesRead);
        }

        if (inMiddle >= middleLength)
        {
            return last.AsSpan((int)(inMiddle - middleLength));
        }

        var part = middle.AsSpan((int)(inMiddle % middle.Length));
        return part[..(int)Math.Min(part.Length, middleLength - inMiddle)];
    }
}
