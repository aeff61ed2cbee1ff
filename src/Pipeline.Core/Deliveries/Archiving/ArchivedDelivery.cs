using Pipeline.Core.Ledger;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>A delivery with the archive that keeps its bytes, so that it opens itself.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Archive">The archive.</param>
public sealed record ArchivedDelivery(Delivery Delivery, IAcceptedDeliveries Archive)
{
    /// <summary>The file's name at its source, which says how it is packed and written.</summary>
    public string File => Delivery.File;

    /// <summary>The SHA-256 of the file as it was delivered, in lower-case hex.</summary>
    public string Sha256 => Delivery.Sha256;

    /// <summary>Opens the bytes from their beginning.</summary>
    public Stream Open() => Archive.OpenRead(Delivery);
}
