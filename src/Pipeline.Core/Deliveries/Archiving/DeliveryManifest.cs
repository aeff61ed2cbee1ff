using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Erased;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>What the archive notes beside each delivery, as <c>delivery.json</c>. A delivery exists once this file does.</summary>
internal sealed record DeliveryManifest
{
    /// <summary>The manifest's name in the delivery's folder.</summary>
    public const string FileName = "delivery.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public required string Source { get; init; }

    public required string File { get; init; }

    /// <summary>The SHA-256 of the file as it was delivered.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its length as it was delivered, in bytes.</summary>
    public required long Size { get; init; }

    public DateTimeOffset? ModifiedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required StoredAs StoredAs { get; init; }

    /// <summary>The name of the file that holds the bytes, in the same folder.</summary>
    public required string StoredFile { get; init; }

    /// <summary>The length of that file, in bytes: a shorter one has been damaged.</summary>
    public required long StoredSize { get; init; }

    /// <summary>Whether columns that the feed file drops were taken out, so that the kept bytes are not the delivered ones.</summary>
    public bool Scrubbed { get; init; }

    /// <summary>What was erased from the kept bytes on demand, or null.</summary>
    public ErasedPart? Erased { get; init; }

    /// <summary>Why this delivery must not be read, or null.</summary>
    public string? Unusable { get; init; }

    /// <summary>The manifest in a delivery's folder, or null where the folder was never finished.</summary>
    /// <exception cref="ArchiveException">It can't be read, or it is no manifest.</exception>
    public static DeliveryManifest? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<DeliveryManifest>(System.IO.File.ReadAllBytes(path), Format)
                ?? throw new JsonException("it holds null");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw ArchiveFaults.DamagedManifest(path, fault);
        }
    }

    /// <summary>Writes the manifest into a delivery's folder, at once or not at all.</summary>
    public void Write(string folder) =>
        AtomicFile.Write(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Format));

    /// <summary>The delivery that this manifest and its folder describe.</summary>
    public Delivery ToDelivery(string folder, bool fromArchive) => new()
    {
        Source = Source,
        File = File,
        Sha256 = Sha256,
        Size = Size,
        ModifiedAt = ModifiedAt,
        ReceivedAt = ReceivedAt,
        ArchivePath = Path.Combine(folder, StoredFile),
        FromArchive = fromArchive,
    };
}

/// <summary>How the archive keeps a file's bytes.</summary>
internal enum StoredAs
{
    /// <summary>As they came (or as they were scrubbed), be that compressed or not.</summary>
    Plain,

    /// <summary>Compressed by us.</summary>
    Gzip,
}
