using System.Security.Cryptography;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Ledger;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>An archive without files.</summary>
internal sealed class MemoryArchive : IAcceptedDeliveries
{
    private readonly Dictionary<string, byte[]> _files = [];

    public string Root => "memory";

    public Delivery Store(byte[] file)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        _files[sha256] = file;
        return Delivery(sha256);
    }

    public Delivery? FindAccepted(string feed, DateOnly night, string source, string file, string sha256) =>
        _files.ContainsKey(sha256) ? Delivery(sha256) : null;

    public Stream OpenRead(Delivery delivery) => new MemoryStream(_files[delivery.Sha256]);

    private Delivery Delivery(string sha256) => new()
    {
        Source = "vendor",
        File = "f.jsonl",
        Sha256 = sha256,
        Size = _files[sha256].Length,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        ArchivePath = "",
    };
}
