using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Erased;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>Every file that was ever received, so that a night can be run again without the vendor.</summary>
/// <remarks>
/// Laid out as <c>root/feed/night/source/file/digest/</c>, with the bytes and <c>delivery.json</c> inside: several
/// different files for the same night are all kept. Names are made safe by <see cref="ArchiveName"/>.
/// </remarks>
/// <param name="root">The archive's folder; created when something is first stored.</param>
public sealed class Archive(string root) : IAcceptedDeliveries
{
    private const string ReceivingFolder = "receiving";
    private const int DigestLength = 12;

    /// <summary>The archive's folder, as a full path.</summary>
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>The usable delivery of a file that was received last for a night, or null.</summary>
    /// <exception cref="ArchiveException">It is damaged or missing, though the archive knows of it.</exception>
    public Delivery? Find(ArchiveNight night, string source, string file)
    {
        ArgumentNullException.ThrowIfNull(night);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(file);
        return Latest(Folders(FolderOf(night, source, file)));
    }

    /// <summary>A usable delivery of a feed by its digest, whatever night it came for; the one received last, or null.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="sha256">The SHA-256 of the file as it was delivered, in lower-case hex.</param>
    /// <exception cref="ArchiveException">It is damaged or missing, though the archive knows of it.</exception>
    public Delivery? FindByDigest(string feed, string sha256)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(sha256);
        return Latest(
            Folders(FolderOf(feed))
                .Where(night => AsNight(Path.GetFileName(night)) is not null)
                .SelectMany(DeliveriesUnder)
                .Where(folder => Path.GetFileName(folder) == sha256[..DigestLength]),
            sha256);
    }

    /// <inheritdoc/>
    public Delivery? FindAccepted(string feed, DateOnly night, string source, string file, string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        var folder = Path.Combine(FolderOf(new ArchiveNight(feed, night), source, file), sha256[..DigestLength]);
        var manifest = Directory.Exists(folder) ? DeliveryManifest.Read(folder) : null;
        if (manifest?.Sha256 != sha256)
        {
            return FindByDigest(feed, sha256);
        }

        Checked(folder, manifest);
        return manifest.ToDelivery(folder, fromArchive: true);
    }

    /// <summary>Marks a delivery as one that must not be read again: broken, empty, of another shape.</summary>
    /// <remarks>The bytes stay. Receiving the same file once more takes the mark away.</remarks>
    public void MarkUnusable(Delivery delivery, string reason)
    {
        var (folder, manifest) = Require(delivery);
        (manifest with { Unusable = reason }).Write(folder);
    }

    /// <summary>A delivery of a night by its digest, also one that was marked: the mark is taken away.</summary>
    /// <returns>The delivery, or null where the archive does not hold it.</returns>
    /// <exception cref="ArchiveException">It is damaged or missing, though the archive knows of it.</exception>
    public Delivery? Readmit(ArchiveNight night, string source, string file, string sha256)
    {
        ArgumentNullException.ThrowIfNull(night);
        ArgumentNullException.ThrowIfNull(sha256);
        var folder = Path.Combine(FolderOf(night, source, file), sha256[..DigestLength]);
        if (DeliveryManifest.Read(folder) is not { } manifest || manifest.Sha256 != sha256)
        {
            return null;
        }

        Checked(folder, manifest);
        if (manifest.Unusable is not null)
        {
            (manifest with { Unusable = null }).Write(folder);
        }

        return manifest.ToDelivery(folder, fromArchive: true);
    }

    /// <summary>The bytes of a delivery as it came, or as it was scrubbed where the feed file drops columns.</summary>
    /// <returns>A stream that can seek, or one that can't where the archive has compressed the file meanwhile.</returns>
    /// <exception cref="ArchiveException">The file is missing, or shorter or longer than it was.</exception>
    public Stream OpenRead(Delivery delivery)
    {
        var (folder, manifest) = Require(delivery);
        var stored = Checked(folder, manifest);
        var bytes = new FileStream(stored, new FileStreamOptions
        {
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.SequentialScan,
            BufferSize = 1 << 16,
        });
        Stream delivered = manifest.StoredAs is StoredAs.Gzip ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
        return manifest.Erased is { } erased ? new ErasedStream(delivered, erased) : delivered;
    }

    /// <summary>Reads a delivery from its beginning to its end, for its digest.</summary>
    /// <exception cref="ArchiveException">The file is missing, or shorter or longer than it was.</exception>
    public async Task<ArchivedDigest> DigestAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (_, manifest) = Require(delivery);
        await using var bytes = OpenRead(delivery);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellationToken));
        return new ArchivedDigest(sha256, !manifest.Scrubbed && manifest.Erased is null, manifest.Erased?.Sha256);
    }

    /// <summary>Compresses a delivery that came uncompressed; others stay as they came. Meant to run off the critical path.</summary>
    /// <remarks>Readers that have the file open keep it; those that open it afterwards find the compressed one, by the same delivery.</remarks>
    /// <returns>The delivery with its present path.</returns>
    /// <exception cref="ArchiveException">The file no longer holds what was received.</exception>
    public async Task<Delivery> CompressAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var (folder, manifest) = Require(delivery);
        Checked(folder, manifest);
        manifest = await ArchiveCompression.CompressAsync(folder, manifest, cancellationToken);
        return manifest.ToDelivery(folder, delivery.FromArchive);
    }

    /// <summary>Every delivery of a feed, those among them that were never accepted.</summary>
    internal IEnumerable<Delivery> All(string feed) => Folders(FolderOf(feed))
        .Where(night => AsNight(Path.GetFileName(night)) is not null)
        .SelectMany(DeliveriesUnder)
        .Order(StringComparer.Ordinal)
        .Select(folder => DeliveryManifest.Read(folder)!.ToDelivery(folder, fromArchive: true));

    /// <summary>The night that a delivery of the archive came for.</summary>
    internal static DateOnly NightOf(Delivery delivery) =>
        AsNight(Path.GetFileName(Path.GetFullPath(Path.Combine(delivery.ArchivePath, "..", "..", "..", ".."))))!.Value;

    /// <summary>What was erased from a delivery before; null where nothing was.</summary>
    internal ErasedPart? ErasedOf(Delivery delivery) => Require(delivery).Manifest.Erased;

    /// <summary>Puts other bytes in the place of a delivery's, and destroys the former ones.</summary>
    internal Task ReplaceAsync(
        Delivery delivery, Func<Stream, Task> write, IReadOnlyList<ErasedRecord> erased, CancellationToken cancellationToken)
    {
        var (folder, manifest) = Require(delivery);
        return ArchiveErasure.ReplaceAsync(folder, manifest, write, erased, cancellationToken);
    }

    /// <summary>Destroys what an erasure that was killed has left beside a delivery.</summary>
    internal void Tidy(Delivery delivery)
    {
        var (folder, manifest) = Require(delivery);
        ArchiveErasure.Tidy(folder, manifest);
    }

    /// <summary>The folder where a feed's files are collected while they are being received.</summary>
    internal string ReceivingOf(string feed) => Path.Combine(FolderOf(feed), ReceivingFolder);

    /// <summary>Where a file is collected while it is being received; its folder exists afterwards.</summary>
    internal string PartPath(ArchiveNight night, string source, string file)
    {
        var folder = Path.Combine(FolderOf(night.Feed), ReceivingFolder, night.Name, ArchiveName.Of(source));
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, ArchiveName.Of(file) + ".part");
    }

    /// <summary>Takes a whole, flushed file over from the receiving folder.</summary>
    /// <remarks>The manifest is written last. The same bytes again refresh the manifest, and heal what was damaged.</remarks>
    internal Delivery Store(ArchiveNight night, Delivery received, bool scrubbed)
    {
        var folder = Path.Combine(FolderOf(night, received.Source, received.File), received.Sha256[..DigestLength]);
        Directory.CreateDirectory(folder);
        var known = KnownAndWhole(folder);
        if (known is null || scrubbed || known.Scrubbed)
        {
            var stored = ArchiveName.Of(received.File);
            known = new DeliveryManifest
            {
                Source = received.Source,
                File = received.File,
                Sha256 = received.Sha256,
                Size = received.Size,
                ReceivedAt = received.ReceivedAt,
                StoredAs = StoredAs.Plain,
                StoredFile = stored,
                StoredSize = new FileInfo(received.ArchivePath).Length,
                Scrubbed = scrubbed,
            };

            // Without its manifest the folder counts as unfinished, so a crash between these lines harms nothing.
            foreach (var former in Directory.EnumerateFiles(folder).OrderByDescending(IsManifest))
            {
                File.Delete(former);
            }

            File.Move(received.ArchivePath, Path.Combine(folder, stored));
        }
        else
        {
            File.Delete(received.ArchivePath);
        }

        known = known with { ModifiedAt = received.ModifiedAt, ReceivedAt = received.ReceivedAt, Unusable = null };
        known.Write(folder);
        return known.ToDelivery(folder, fromArchive: false);
    }

    private static Delivery? Latest(IEnumerable<string> folders, string? sha256 = null)
    {
        var newest = folders
            .Select(folder => (Folder: folder, Manifest: DeliveryManifest.Read(folder)))
            .Where(found => found.Manifest is { Unusable: null } && (sha256 ?? found.Manifest.Sha256) == found.Manifest.Sha256)
            .OrderByDescending(found => found.Manifest!.ReceivedAt)
            .ThenBy(found => found.Folder, StringComparer.Ordinal)
            .FirstOrDefault();
        if (newest.Manifest is null)
        {
            return null;
        }

        Checked(newest.Folder, newest.Manifest);
        return newest.Manifest.ToDelivery(newest.Folder, fromArchive: true);
    }

    private (string Folder, DeliveryManifest Manifest) Require(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var folder = Path.GetDirectoryName(Path.GetFullPath(delivery.ArchivePath))!;
        var manifest = folder.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? DeliveryManifest.Read(folder)
            : null;
        return (folder, manifest ?? throw ArchiveFaults.Unknown(delivery.ArchivePath, Root));
    }

    private static string Checked(string folder, DeliveryManifest manifest)
    {
        var stored = Path.Combine(folder, manifest.StoredFile);
        return IsWhole(stored, manifest) ? stored : throw ArchiveFaults.DamagedFile(stored, manifest.StoredSize);
    }

    private static DeliveryManifest? KnownAndWhole(string folder)
    {
        try
        {
            return DeliveryManifest.Read(folder) is { } manifest && IsWhole(Path.Combine(folder, manifest.StoredFile), manifest)
                ? manifest
                : null;
        }
        catch (ArchiveException)
        {
            return null; // what is damaged is about to be replaced by the same bytes, whole
        }
    }

    private static bool IsWhole(string stored, DeliveryManifest manifest) =>
        new FileInfo(stored) is { Exists: true } file && file.Length == manifest.StoredSize;

    private static bool IsManifest(string path) => Path.GetFileName(path) == DeliveryManifest.FileName;

    private static DateOnly? AsNight(string name) =>
        DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var night) ? night : null;

    // night → source → file → digest
    private static IEnumerable<string> DeliveriesUnder(string night) =>
        Folders(night).SelectMany(Folders).SelectMany(Folders)
            .Where(folder => File.Exists(Path.Combine(folder, DeliveryManifest.FileName)));

    private static IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [];

    private string FolderOf(string feed) => Path.Combine(Root, ArchiveName.Of(feed));

    private string FolderOf(ArchiveNight night, string source, string file) =>
        Path.Combine(FolderOf(night.Feed), night.Name, ArchiveName.Of(source), ArchiveName.Of(file));
}
