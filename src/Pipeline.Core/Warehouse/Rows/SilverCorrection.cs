using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>What accepting an older night, replacing one or withdrawing one corrects in one dataset.</summary>
public sealed class SilverCorrection
{
    private readonly Func<IEnumerable<VersionChange>> _changes;

    internal SilverCorrection(Func<IEnumerable<VersionChange>> changes) => _changes = changes;

    /// <summary>The dataset.</summary>
    public required DatasetDefinition Dataset { get; init; }

    /// <summary>The night.</summary>
    public required Night Night { get; init; }

    /// <summary>The night as it is to be accepted; null where it is withdrawn.</summary>
    public required AcceptedNight? Accepted { get; init; }

    /// <summary>The night as it was accepted before; null where it was not accepted.</summary>
    public required AcceptedNight? Former { get; init; }

    /// <summary>What the quarantined rows of the night hold.</summary>
    public required IReadOnlySet<HeldKey> Held { get; init; }

    /// <summary>Later nights with corrected counts.</summary>
    public required IReadOnlyList<AcceptedNight> Recounted { get; init; }

    /// <summary>Keys that later nights hold in addition, or no longer hold: append records that the corrected night decides about.</summary>
    public required IReadOnlyList<HeldChange> HeldChanges { get; init; }

    /// <summary>Records that later nights quarantine in addition, or no longer quarantine.</summary>
    public required IReadOnlyList<QuarantineChange> QuarantineChanges { get; init; }

    /// <summary>Versions that are superseded.</summary>
    public required long Superseded { get; init; }

    /// <summary>Versions that are written, copied ones included.</summary>
    public required long Written { get; init; }

    /// <summary>Versions that stay, and only become or stop being the latest of their key.</summary>
    public required long Marked { get; init; }

    /// <summary>Versions that stay, and whose derived columns are derived again.</summary>
    /// <value>The default is none.</value>
    public long Derived { get; init; }

    /// <summary>A correction of derived columns, which changes nothing of any night.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="night">Its newest night, for messages.</param>
    /// <param name="changes">The versions, with the values that they are to have.</param>
    internal static SilverCorrection Of(DatasetDefinition dataset, Night night, IReadOnlyList<VersionChange> changes) => new(() => changes)
    {
        Dataset = dataset,
        Night = night,
        Accepted = null,
        Former = null,
        Held = new HashSet<HeldKey>(),
        Recounted = [],
        HeldChanges = [],
        QuarantineChanges = [],
        Superseded = 0,
        Written = 0,
        Marked = 0,
        Derived = changes.Count,
    };

    /// <summary>The changes of versions. Streamed from disk at each call.</summary>
    public IEnumerable<VersionChange> Changes() => _changes();
}
