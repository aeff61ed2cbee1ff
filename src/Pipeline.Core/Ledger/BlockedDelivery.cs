namespace Pipeline.Core.Ledger;

/// <summary>A delivery that a guard has stopped.</summary>
/// <param name="Dataset">The dataset whose guard it was.</param>
/// <param name="Sha256">The digest of the file.</param>
/// <param name="Guard">The guard.</param>
/// <param name="Detail">What it found.</param>
public sealed record BlockedDelivery(string Dataset, string Sha256, string Guard, string Detail);
