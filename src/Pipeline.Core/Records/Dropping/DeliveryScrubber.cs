using System.IO.Compression;
using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Unpacking;

namespace Pipeline.Core.Records.Dropping;

/// <summary>Keeps the fields that a feed drops out of the archive.</summary>
public static class DeliveryScrubber
{
    /// <summary>Copies a delivered file without the fields that are dropped. The copy is packed as the file is, and written as UTF-8.</summary>
    /// <param name="drop">The paths to drop inside a record, besides those of the dataset and its nested lists: other datasets may be read from the file too.</param>
    /// <param name="dataset">A dataset that is read from the file: tells how the file is written, and where its rows are.</param>
    /// <param name="input">The file as it was delivered, from its beginning; seekable where it is a zip file. Not disposed.</param>
    /// <param name="fileName">Its name, which tells how it is packed and written.</param>
    /// <param name="output">Receives the copy. Not disposed.</param>
    /// <param name="ct">Stops between two records or tokens.</param>
    /// <exception cref="UnusableDeliveryException">Some of the file can't be taken apart, so nothing of it may be kept; what stands in <paramref name="output"/> is no copy.</exception>
    public static async Task ScrubAsync(
        IReadOnlyList<IReadOnlyList<string>> drop,
        DatasetDefinition dataset,
        Stream input,
        string fileName,
        Stream output,
        CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(drop);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(fileName);
        var paths = drop.Concat(DropTree.PathsOf(dataset)).ToList();
        var source = DeliveryStream.Open(new Undisposed(input), fileName, dataset);
        await using (source.ConfigureAwait(false))
        {
            if (source.Packing is Packing.Zip)
            {
                using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
                await using var entry = await archive.CreateEntry(source.InnerName, CompressionLevel.Fastest).OpenAsync(ct);
                await CopyAsync(paths, dataset, source, fileName, entry, ct);
            }
            else if (source.Packing is Packing.Gzip)
            {
                await using var packed = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
                await CopyAsync(paths, dataset, source, fileName, packed, ct);
            }
            else
            {
                await CopyAsync(paths, dataset, source, fileName, output, ct);
            }
        }
    }

    private static Task CopyAsync(
        IReadOnlyList<IReadOnlyList<string>> drop, DatasetDefinition dataset, DeliveryStream source, string file, Stream target, CancellationToken ct) =>
        source.Layout is Layout.Json
            ? JsonScrubbing.CopyAsync(drop, dataset, source, file, target, ct)
            : CsvScrubbing.CopyAsync(drop, dataset, source, file, target, ct);

    // The caller's stream, which unpacking would dispose.
    private sealed class Undisposed(Stream inner) : Stream
    {
        public override bool CanRead => inner.CanRead;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void Flush() => inner.Flush();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
