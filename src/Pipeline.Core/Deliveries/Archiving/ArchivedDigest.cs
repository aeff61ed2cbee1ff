namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>What the archive holds of a delivery at this moment.</summary>
/// <param name="Sha256">The SHA-256 of the bytes that are read again.</param>
/// <param name="IsOriginal">Whether they must be the bytes as they were delivered.</param>
/// <param name="Expected">Where they are not: the digest that was noted when they were changed; null where none was.</param>
public sealed record ArchivedDigest(string Sha256, bool IsOriginal, string? Expected);
