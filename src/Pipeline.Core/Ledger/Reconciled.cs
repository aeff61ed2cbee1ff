namespace Pipeline.Core.Ledger;

/// <summary>A night's counts as the worker made them, beside those that the database gives of its own tables (H34).</summary>
/// <param name="Night">The accepted night, the newest of its dataset.</param>
/// <param name="Open">Open versions in silver.</param>
/// <param name="Landed">Records of the delivery in bronze. An earlier attempt may have landed more than was needed.</param>
/// <param name="LandedLeast">
/// The least that bronze must hold of the delivery: what opened or refreshed a version. Where a correction of an earlier night has
/// changed these counts, the versions that the run wrote which accepted the night.
/// </param>
/// <param name="Quarantined">Records of the delivery in quarantine.</param>
public sealed record Reconciled(AcceptedNight Night, long Open, long Landed, long LandedLeast, long Quarantined)
{
    /// <summary>Whether every record is accounted for, and the database has what the night says.</summary>
    public bool Holds =>
        Night.Tally.IsBalanced && Open == Night.OpenAfter && Landed >= LandedLeast && Quarantined >= Night.Tally.Quarantined;
}
