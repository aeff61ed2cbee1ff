using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>What a quarantined row holds open for one night.</summary>
/// <param name="Scope">Whether <paramref name="Hash"/> is a key or a parent's key.</param>
/// <param name="Hash">The hash of the held key, or of the parent whose absent children are held.</param>
public readonly record struct HeldKey(HoldScope Scope, Hash128 Hash);

/// <summary>What a held hash is of.</summary>
public enum HoldScope
{
    /// <summary>One key of the dataset.</summary>
    Key,

    /// <summary>Every child of one parent that the delivery does not hold.</summary>
    Siblings,
}
