using System.IO.Compression;
using System.Security.Cryptography;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>Turns the plain file of a delivery into gzip, and lets go of the plain one only when the other has been read back.</summary>
internal static class ArchiveCompression
{
    private const int BufferSize = 1 << 16;

    private static readonly string[] CompressedAlready = [".gz", ".zip"];

    /// <summary>Compresses where that is of use, and returns the manifest as it is then.</summary>
    /// <exception cref="ArchiveException">The plain file no longer holds what was received.</exception>
    public static async Task<DeliveryManifest> CompressAsync(string folder, DeliveryManifest manifest, CancellationToken cancellationToken)
    {
        if (manifest.StoredAs is StoredAs.Gzip
            || CompressedAlready.Any(extension => manifest.File.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
        {
            return manifest;
        }

        var plain = Path.Combine(folder, manifest.StoredFile);
        var compressed = plain + ".gz";
        var temporary = compressed + ".tmp";
        var written = await WriteAsync(plain, temporary, cancellationToken);
        if (!manifest.Scrubbed && written != (manifest.Erased?.Sha256 ?? manifest.Sha256))
        {
            File.Delete(temporary);
            throw ArchiveFaults.DamagedContent(plain, manifest.Erased?.Sha256 ?? manifest.Sha256, written);
        }

        if (await ReadBackAsync(temporary, cancellationToken) is var found && found != written)
        {
            File.Delete(temporary);
            throw ArchiveFaults.DamagedContent(temporary, written, found);
        }

        File.Move(temporary, compressed, overwrite: true);
        manifest = manifest with
        {
            StoredAs = StoredAs.Gzip,
            StoredFile = Path.GetFileName(compressed),
            StoredSize = new FileInfo(compressed).Length,
        };

        // The manifest switches from one to the other; a crash before or after it leaves a spare file, never none.
        manifest.Write(folder);
        File.Delete(plain);
        return manifest;
    }

    private static async Task<string> WriteAsync(string plain, string temporary, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var input = File.OpenRead(plain);
        await using var output = AtomicFile.Create(temporary, FileMode.Create);
        await using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            var buffer = new byte[BufferSize];
            while (await input.ReadAsync(buffer, cancellationToken) is var count and > 0)
            {
                hash.AppendData(buffer, 0, count);
                await gzip.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }

        output.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<string> ReadBackAsync(string compressed, CancellationToken cancellationToken)
    {
        await using var gzip = new GZipStream(File.OpenRead(compressed), CompressionMode.Decompress);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(gzip, cancellationToken));
    }
}
