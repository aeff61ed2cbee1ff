using Pipeline.Core.Ledger;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>The files of accepted nights, to be read again.</summary>
public interface IAcceptedDeliveries
{
    /// <summary>Where they are kept, for messages.</summary>
    string Root { get; }

    /// <summary>A delivery that was accepted, by its digest, whatever it was marked as since; or null.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="night">The night that it was accepted for.</param>
    /// <param name="source">The source that it came from.</param>
    /// <param name="file">Its name at that source, for that night.</param>
    /// <param name="sha256">The SHA-256 of the file as it was delivered, in lower-case hex.</param>
    /// <exception cref="ArchiveException">It is damaged or missing, though the archive knows of it.</exception>
    Delivery? FindAccepted(string feed, DateOnly night, string source, string file, string sha256);

    /// <summary>The bytes of a delivery, from their beginning.</summary>
    Stream OpenRead(Delivery delivery);
}
