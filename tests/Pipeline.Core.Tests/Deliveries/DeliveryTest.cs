using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Tests.Deliveries;

/// <summary>What tests of deliveries share: a temp folder with an archive, a night, a clock that does not wait.</summary>
public abstract class DeliveryTest : IDisposable
{
    protected static readonly DateTimeOffset LongAgo = new(2021, 11, 30, 22, 15, 7, TimeSpan.Zero);

    protected static readonly ArchiveNight Night = new("streaming", new DateOnly(2021, 12, 1));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deliveries-");

    protected DeliveryTest() => Archive = new Archive(Path.Combine(folder.FullName, "archive"));

    protected Archive Archive { get; }

    protected string Folder => folder.FullName;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Puts a delivery into the archive as the receiver does.</summary>
    protected Delivery Store(string file, string text, int minute = 0, ArchiveNight? night = null, bool scrubbed = false, string? delivered = null)
    {
        var part = Archive.PartPath(night ?? Night, "vendor", file);
        File.WriteAllText(part, text);
        var bytes = Bytes(delivered ?? text);
        return Archive.Store(
            night ?? Night,
            new Delivery
            {
                Source = "vendor",
                File = file,
                Sha256 = Digest(bytes),
                Size = bytes.Length,
                ModifiedAt = LongAgo,
                ReceivedAt = LongAgo.AddMinutes(minute),
                ArchivePath = part,
            },
            scrubbed);
    }

    protected string Read(Delivery delivery)
    {
        using var reader = new StreamReader(Archive.OpenRead(delivery));
        return reader.ReadToEnd();
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
