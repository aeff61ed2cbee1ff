using System.Text;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Records.Unpacking;

/// <summary>A delivered file unpacked, as UTF-8: what its records are framed from.</summary>
/// <remarks>
/// .NET takes a gzip file that is cut short for a whole one unless <c>System.IO.Compression.UseStrictValidation</c> is
/// set before its first use; <c>Directory.Build.props</c> sets it for every program of ours, a test keeps it so.
/// </remarks>
internal sealed class DeliveryStream : ReadOnlyStream
{
    private const int MarkLength = 2;

    private readonly string _file;
    private readonly Stream _inner;
    private readonly byte[] _mark = new byte[MarkLength];
    private int _unreadMark;

    static DeliveryStream() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private DeliveryStream(Stream unpacked, string file, DeliveryFormat format, Layout layout)
    {
        (_file, _inner, Packing, InnerName, Layout) = (file, unpacked, format.Packing, format.InnerName, layout);
        _unreadMark = unpacked.ReadAtLeast(_mark, MarkLength, throwOnEndOfStream: false);
        var encoding = (_mark[0], _mark[1]) switch
        {
            (0xFF, 0xFE) => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
            (0xFE, 0xFF) => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
            _ => null,
        };
        if (encoding is not null)
        {
            _unreadMark = 0;
            _inner = Encoding.CreateTranscodingStream(unpacked, encoding, Encoding.UTF8);
        }
    }

    /// <summary>What the file is packed in.</summary>
    public Packing Packing { get; }

    /// <summary>The file's name without its packing; inside a zip file, the one that it has there.</summary>
    public string InnerName { get; }

    /// <summary>How the records are written.</summary>
    public Layout Layout { get; }

    /// <summary>How many bytes have been read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Opens a delivered file.</summary>
    /// <param name="archived">The file as it was delivered; disposed with this stream. Seekable where it is a zip file.</param>
    /// <param name="fileName">Its name, which tells packing and layout.</param>
    /// <param name="dataset">The dataset, whose words tell the layout where the name does not.</param>
    /// <exception cref="UnusableDeliveryException">It can't be unpacked, or nothing tells how it is written.</exception>
    public static DeliveryStream Open(Stream archived, string fileName, DatasetDefinition dataset)
    {
        try
        {
            var format = DeliveryFormat.Of(fileName);
            var unpacked = format.Packing switch
            {
                Packing.Gzip => new GzipMembersStream(archived),
                Packing.Zip => new ZipEntryStream(archived, format.InnerName),
                _ => archived,
            };
            if (unpacked is ZipEntryStream { EntryName: var name })
            {
                format = format with { InnerName = name, Layout = DeliveryFormat.LayoutOf(name) ?? format.Layout };
            }

            return new DeliveryStream(unpacked, fileName, format, format.LayoutFor(dataset, fileName));
        }
        catch (InvalidDataException fault)
        {
            archived.Dispose();
            throw DeliveryFaults.BrokenArchive(fileName, fault.Message, fault);
        }
        catch (UnusableDeliveryException)
        {
            archived.Dispose();
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_unreadMark > 0 && buffer.Length > 0)
        {
            var length = Math.Min(_unreadMark, buffer.Length);
            _mark.AsSpan(0, length).CopyTo(buffer);
            _mark.AsSpan(length).CopyTo(_mark);
            _unreadMark -= length;
            BytesRead += length;
            return length;
        }

        try
        {
            var read = _inner.Read(buffer);
            BytesRead += read;
            return read;
        }
        catch (InvalidDataException fault)
        {
            throw DeliveryFaults.BrokenArchive(_file, fault.Message, fault);
        }
        catch (DecoderFallbackException fault)
        {
            throw DeliveryFaults.NotUtf16(_file, fault);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
