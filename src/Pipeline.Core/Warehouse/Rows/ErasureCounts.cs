namespace Pipeline.Core.Warehouse.Rows;

/// <summary>How much of a record there is.</summary>
/// <param name="Versions">Versions in silver.</param>
/// <param name="Superseded">Superseded versions.</param>
/// <param name="Landed">Records in bronze.</param>
/// <param name="Quarantined">Rows in quarantine.</param>
public sealed record ErasureCounts(long Versions, long Superseded, long Landed, long Quarantined)
{
    public static ErasureCounts None { get; } = new(0, 0, 0, 0);

    public static ErasureCounts operator +(ErasureCounts left, ErasureCounts right) => new(
        left.Versions + right.Versions, left.Superseded + right.Superseded, left.Landed + right.Landed, left.Quarantined + right.Quarantined);
}
