using System.Security.Cryptography;
using System.Text.Json;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Sources;

namespace Pipeline.Core.Deliveries.Receiving;

/// <summary>A file on its way into the archive: the bytes so far, and their digest so far.</summary>
/// <remarks>
/// A note beside it says which size and time the source reported when it was begun. After a crash the bytes are used only if
/// the source still tells the same, and are hashed again; without a time, which could not be compared, it starts again.
/// </remarks>
internal sealed class PartFile : Stream
{
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Action<long> written;
    private long length;

    private PartFile(FileStream file, Action<long> written)
    {
        this.file = file;
        this.written = written;
    }

    public string Path => file.Name;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException("A part file only grows.");
    }

    private string NotePath => Path + ".json";

    /// <summary>Opens or creates a part file, and takes over what is there if it belongs to the same file at the source.</summary>
    /// <param name="path">Where it is kept.</param>
    /// <param name="facts">What the source tells of the file now.</param>
    /// <param name="written">Receives the length after each write.</param>
    /// <param name="cancellationToken">Stops the hashing of what is there.</param>
    public static async Task<PartFile> OpenAsync(string path, FileFacts facts, Action<long> written, CancellationToken cancellationToken)
    {
        var part = new PartFile(AtomicFile.Create(path, FileMode.OpenOrCreate), written);
        try
        {
            if (facts.ModifiedAt is not null && part.file.Length <= facts.Size && ReadNote(part.NotePath) == facts)
            {
                await part.TakeOverAsync(cancellationToken);
            }
            else
            {
                part.Restart(facts);
            }

            return part;
        }
        catch
        {
            await part.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins again from 0, for a file that the source tells other facts of.</summary>
    public void Restart(FileFacts facts)
    {
        // The note goes first: bytes without a note are never used.
        File.Delete(NotePath);
        file.SetLength(0);
        file.Position = 0;
        length = 0;
        hash.GetHashAndReset();
        AtomicFile.Write(NotePath, JsonSerializer.SerializeToUtf8Bytes(facts));
    }

    /// <summary>Puts everything on the disk and returns the SHA-256 of it, in lower-case hex.</summary>
    public string Complete()
    {
        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Removes a part file and its note, if they are there.</summary>
    public static void Delete(string path)
    {
        File.Delete(path + ".json");
        File.Delete(path);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        file.Write(buffer);
        hash.AppendData(buffer);
        length += buffer.Length;
        written(length);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await file.WriteAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span);
        length += buffer.Length;
        written(length);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A part file is only written.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A part file only grows.");

    public override void SetLength(long value) => throw new NotSupportedException("A part file only grows.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static FileFacts? ReadNote(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<FileFacts>(File.ReadAllBytes(path)) : null;
        }
        catch (JsonException)
        {
            return null; // a note that can't be read vouches for nothing
        }
    }

    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 20];
        while (await file.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            hash.AppendData(buffer, 0, count);
            length += count;
        }

        written(length);
    }
}
