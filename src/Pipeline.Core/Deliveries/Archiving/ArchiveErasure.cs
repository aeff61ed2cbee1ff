using System.IO.Compression;
using System.Security.Cryptography;
using Pipeline.Core.Records.Erased;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>Puts other bytes in the place of an archived delivery's. Killed at any point, the archive holds the one or the other.</summary>
internal static class ArchiveErasure
{
    private const int BufferSize = 1 << 16;

    /// <param name="folder">The delivery's folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="write">Writes what is to be read from then on.</param>
    /// <param name="erased">What is left of the erased records.</param>
    /// <param name="cancellationToken">Stops before the manifest is changed.</param>
    public static async Task ReplaceAsync(
        string folder, DeliveryManifest manifest, Func<Stream, Task> write, IReadOnlyList<ErasedRecord> erased, CancellationToken cancellationToken)
    {
        var stored = NextName(manifest.StoredFile);
        var path = Path.Combine(folder, stored);
        await using (var output = AtomicFile.Create(path, FileMode.Create))
        {
            if (manifest.StoredAs is StoredAs.Gzip)
            {
                await using var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
                await write(gzip);
            }
            else
            {
                await write(output);
            }

            output.Flush(flushToDisk: true);
        }

        var changed = manifest with
        {
            StoredFile = stored,
            StoredSize = new FileInfo(path).Length,
            Erased = new ErasedPart { Sha256 = await DigestAsync(path, manifest.StoredAs, cancellationToken), Records = erased },
        };

        // The manifest switches from one to the other; what a crash leaves of the former is destroyed when the erasure is run again.
        changed.Write(folder);
        Tidy(folder, changed);
    }

    /// <summary>Destroys whatever lies beside the bytes that the manifest names.</summary>
    public static void Tidy(string folder, DeliveryManifest manifest)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) is var name && name != DeliveryManifest.FileName && name != manifest.StoredFile))
        {
            Destroy(file);
        }
    }

    /// <summary>Overwrites a file before it is deleted, so that its blocks do not keep what it held.</summary>
    public static void Destroy(string file)
    {
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            var zeros = new byte[BufferSize];
            for (var left = stream.Length; left > 0; left -= zeros.Length)
            {
                stream.Write(zeros, 0, (int)Math.Min(zeros.Length, left));
            }

            stream.Flush(flushToDisk: true);
        }

        File.Delete(file);
    }

    // books.csv.gz, books.csv.gz~1, books.csv.gz~2: never the name of the file that is still in use.
    private static string NextName(string stored) =>
        stored.LastIndexOf('~') is var mark and > 0 && int.TryParse(stored[(mark + 1)..], out var number)
            ? $"{stored[..mark]}~{number + 1}"
            : $"{stored}~1";

    private static async Task<string> DigestAsync(string path, StoredAs storedAs, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using Stream bytes = storedAs is StoredAs.Gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellationToken));
    }
}
