namespace Pipeline.Worker.Sources;

/// <summary>Lets the first bytes fall and writes the rest: for servers that can only send a file from its beginning.</summary>
internal sealed class SkippingStream(Stream target, long skip) : Stream
{
    private long left = skip;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var skipped = (int)Math.Min(left, buffer.Length);
        left -= skipped;
        await target.WriteAsync(buffer[skipped..], cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        var skipped = (int)Math.Min(left, count);
        left -= skipped;
        target.Write(buffer, offset + skipped, count - skipped);
    }

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
