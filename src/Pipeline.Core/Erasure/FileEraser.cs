using System.IO.Compression;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Erased;
using Pipeline.Core.Records.Unpacking;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Erasure;

/// <summary>Finds a record in an archived file, and rewrites the file without its values.</summary>
/// <param name="archive">The archive.</param>
/// <param name="feed">The feed's name.</param>
/// <param name="target">The record.</param>
internal sealed class FileEraser(Archive archive, string feed, ErasureTarget target)
{
    private const int MostRecordBytes = (16 << 20) + (64 << 10); // a longer record stops its delivery when it is read

    /// <summary>The places in a file that hold the record and are not erased yet.</summary>
    /// <exception cref="UnusableDeliveryException">The file can't be read to its end.</exception>
    public List<ErasureHit> Find(Delivery delivery, FeedFile file, CancellationToken cancellationToken)
    {
        var depths = Depths(file.Root, 0).ToDictionary(one => one.Name, one => one.Depth);
        var known = archive.ErasedOf(delivery)?.Records.Select(record => (record.Dataset, record.RecordNo)).ToHashSet() ?? [];
        var hits = new List<ErasureHit>();
        var below = int.MaxValue; // records deeper than this belong to the last hit
        foreach (var record in new DeliveryReader(file).Read(() => archive.OpenRead(delivery), delivery.File, cancellationToken))
        {
            var depth = depths[record.Dataset.Name];
            if (depth > below)
            {
                hits[^1].Records.Add(Left(record, depth));
                continue;
            }

            below = int.MaxValue;
            if (!known.Contains((record.Dataset.Name, record.Position.Ordinal)) && target.Is(record))
            {
                below = depth;
                hits.Add(new ErasureHit(record.Position.ByteOffset, depth == 0 && record.Rejection?.Reason is RejectionReason.Unreadable, [Left(record, depth)]));
            }
        }

        return hits;
    }

    /// <summary>Rewrites the file; from then on the archive gives what is left of the records in their places.</summary>
    public async Task EraseAsync(Delivery delivery, FeedFile file, IReadOnlyList<ErasureHit> hits, CancellationToken cancellationToken)
    {
        var scratch = Path.Combine(archive.ReceivingOf(feed), "erasing.tmp");
        Directory.CreateDirectory(archive.ReceivingOf(feed));
        try
        {
            await using (var unpacked = AtomicFile.Create(scratch, FileMode.Create))
            {
                await using var input = DeliveryStream.Open(archive.OpenRead(delivery), delivery.File, file.Root);
                await input.CopyToAsync(unpacked, cancellationToken);
                Fill(unpacked, input.Layout, file.Root, hits);
                unpacked.Position = 0;
                var former = archive.ErasedOf(delivery)?.Records ?? [];
                await archive.ReplaceAsync(
                    delivery,
                    output => PackAsync(unpacked, output, input.Packing, input.InnerName, cancellationToken),
                    Merge(former, hits),
                    cancellationToken);
            }
        }
        finally
        {
            ArchiveErasure.Destroy(scratch);
        }
    }

    /// <summary>Erases a file as a whole: one that was never accepted, and of which nobody can tell what it holds.</summary>
    public Task EraseWholeAsync(Delivery delivery, CancellationToken cancellationToken) =>
        archive.ReplaceAsync(delivery, _ => Task.CompletedTask, [], cancellationToken);

    private static void Fill(FileStream unpacked, Layout layout, DatasetDefinition root, IReadOnlyList<ErasureHit> hits)
    {
        var isArray = layout is Layout.Json && (root.Rows.Count > 0 || FirstByte(unpacked) == '[');
        var buffer = new byte[(int)Math.Min(MostRecordBytes, unpacked.Length)];
        foreach (var hit in hits)
        {
            unpacked.Position = hit.Offset;
            var bytes = buffer.AsSpan(0, unpacked.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
            if (layout is not Layout.Json)
            {
                RecordFiller.FillRow(bytes, (byte)(root.Delimiter ?? (layout is Layout.Tsv ? '\t' : ',')));
            }
            else if (hit.IsLine && !isArray)
            {
                RecordFiller.FillLine(bytes);
            }
            else
            {
                RecordFiller.FillJson(bytes);
            }

            unpacked.Position = hit.Offset;
            unpacked.Write(bytes);
        }
    }

    private static int FirstByte(FileStream unpacked)
    {
        unpacked.Position = 0;
        while (unpacked.ReadByte() is var first and >= 0)
        {
            if (first is not (' ' or '\t' or '\r' or '\n' or 0xEF or 0xBB or 0xBF))
            {
                return first;
            }
        }

        return -1;
    }

    private static async Task PackAsync(Stream unpacked, Stream output, Packing packing, string innerName, CancellationToken cancellationToken)
    {
        switch (packing)
        {
            case Packing.Gzip:
                await using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
                {
                    await unpacked.CopyToAsync(gzip, cancellationToken);
                }

                break;
            case Packing.Zip:
                using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
                {
                    await using var entry = await zip.CreateEntry(innerName).OpenAsync(cancellationToken);
                    await unpacked.CopyToAsync(entry, cancellationToken);
                }

                break;
            default:
                await unpacked.CopyToAsync(output, cancellationToken);
                break;
        }
    }

    // A record that holds an erased one now takes its place in.
    private static IReadOnlyList<ErasedRecord> Merge(IReadOnlyList<ErasedRecord> former, IReadOnlyList<ErasureHit> hits)
    {
        var now = hits.SelectMany(hit => hit.Records).ToList();
        var places = now.Select(record => (record.Dataset, record.RecordNo)).ToHashSet();
        return [.. former.Where(record => !places.Contains((record.Dataset, record.RecordNo))), .. now];
    }

    private static ErasedRecord Left(ReadRecord record, int depth) => new(
        record.Dataset.Name,
        record.Position.Ordinal,
        depth,
        record.Outcome,
        record.Key?.ToString(),
        record.ParentKey?.ToString(),
        record.Row.ToString(),
        record.Untracked?.ToString(),
        record.Rejection?.Reason,
        record.Rejection?.Hold);

    private static IEnumerable<(string Name, int Depth)> Depths(DatasetDefinition dataset, int depth) =>
        dataset.Lists.SelectMany(list => Depths(list, depth + 1)).Prepend((dataset.Name, depth));
}
