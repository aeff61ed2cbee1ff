using System.IO.Compression;
using System.Security.Cryptography;

namespace Pipeline.Core.Records.Unpacking;

/// <summary>A gzip file of one or more members, unpacked to its last byte.</summary>
/// <remarks>
/// .NET takes whatever follows a member and does not begin like another one for the end of the file, without a word: a
/// file damaged there would be read short. So a member of our own, with a mark that nobody knows, is put behind the file:
/// only where every byte of the file belongs to a member does the mark come out at the end.
/// </remarks>
internal sealed class GzipMembersStream : ReadOnlyStream
{
    private const int MarkLength = 16;
    private const int BufferLength = 1 << 16;

    private readonly byte[] _mark = RandomNumberGenerator.GetBytes(MarkLength);
    private readonly byte[] _buffer = new byte[BufferLength + MarkLength];
    private readonly MarkedEnd _packed;
    private readonly GZipStream _unpacked;
    private int _start;
    private int _length;
    private bool _ended;

    /// <param name="archived">The packed file; disposed with this stream.</param>
    public GzipMembersStream(Stream archived)
    {
        _packed = new MarkedEnd(archived, Pack(_mark));
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The file is cut short or damaged, or bytes that belong to no member stand behind one.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && _length <= MarkLength)
        {
            Fill();
        }

        var count = Math.Min(buffer.Length, _length - (_ended ? 0 : MarkLength));
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        (_start, _length) = (_start + count, _length - count);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    // The last bytes are kept back: they may be the mark.
    private void Fill()
    {
        _buffer.AsSpan(_start, _length).CopyTo(_buffer);
        _start = 0;
        int read;
        try
        {
            read = _unpacked.Read(_buffer.AsSpan(_length));
        }
        catch (InvalidDataException fault) when (_packed.IsPastItsEnd)
        {
            throw new InvalidDataException("It is cut short, or its end is damaged.", fault);
        }

        _length += read;
        if (read > 0)
        {
            return;
        }

        _ended = true;
        _length -= _length >= MarkLength && _buffer.AsSpan(_length - MarkLength, MarkLength).SequenceEqual(_mark)
            ? MarkLength
            : throw new InvalidDataException("Behind one of its members stand bytes that are no further member.");
    }

    private static byte[] Pack(byte[] mark)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(mark);
        }

        return packed.ToArray();
    }

    /// <summary>The packed file with the marked member behind it.</summary>
    private sealed class MarkedEnd(Stream archived, byte[] end) : ReadOnlyStream
    {
        private readonly MemoryStream _end = new(end);

        /// <summary>Whether the file itself has been read to its last byte.</summary>
        public bool IsPastItsEnd { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = IsPastItsEnd ? 0 : archived.Read(buffer);
            IsPastItsEnd |= read == 0 && buffer.Length > 0;
            return IsPastItsEnd ? _end.Read(buffer) : read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                archived.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
