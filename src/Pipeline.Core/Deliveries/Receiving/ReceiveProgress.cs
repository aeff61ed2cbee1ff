namespace Pipeline.Core.Deliveries.Receiving;

/// <summary>How far a file has been received.</summary>
/// <param name="Bytes">Bytes received so far.</param>
/// <param name="Total">Bytes that the source announced.</param>
/// <param name="Note">Why nothing moves just now (waited for, broken, begun again), or null.</param>
public sealed record ReceiveProgress(long Bytes, long Total, string? Note = null);
