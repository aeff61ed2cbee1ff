namespace Pipeline.Core.Warehouse.Rows;

/// <summary>What the worker knows of one version without its values.</summary>
/// <param name="Fingerprint">Its key and what it is compared by.</param>
/// <param name="From">When it begins, in UTC.</param>
/// <param name="To">When it ends, in UTC; null while it is open.</param>
public readonly record struct VersionMark(Fingerprint Fingerprint, DateTime From, DateTime? To)
{
    /// <summary>Whether it is valid just before an instant: what silver would have if no night had come at it.</summary>
    public bool IsValidBefore(DateTime instant) => From < instant && (To is not { } to || to >= instant);

    /// <summary>Whether it is valid at an instant.</summary>
    public bool IsValidAt(DateTime instant) => From <= instant && (To is not { } to || to > instant);
}
