namespace Pipeline.Core.Warehouse.Rows;

/// <summary>The version of a key that is valid just before some instant, without its values.</summary>
/// <param name="Fingerprint">Its key and what it is compared by.</param>
/// <param name="To">When it ends, in UTC: at that instant or later; null while it is open.</param>
public readonly record struct VersionBefore(Fingerprint Fingerprint, DateTime? To);
