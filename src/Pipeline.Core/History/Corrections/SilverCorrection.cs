using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.History.Corrections;

/// <summary>What placing, replacing or withdrawing one night means for one dataset.</summary>
public sealed class SilverCorrection
{
    private readonly Func<IEnumerable<VersionChange>> _changes;

    internal SilverCorrection(Func<IEnumerable<VersionChange>> changes) => _changes = changes;

    /// <summary>The dataset.</summary>
    public required DatasetDefinition Dataset { get; init; }

    /// <summary>The night.</summary>
    public required Night Night { get; init; }

    /// <summary>The night as it is accepted now; null where it is withdrawn.</summary>
    public required AcceptedNight? Accepted { get; init; }

    /// <summary>The night as it was accepted before; null where it was not.</summary>
    public required AcceptedNight? Former { get; init; }

    /// <summary>What the quarantined rows of the night hold.</summary>
    public required IReadOnlySet<HeldKey> Held { get; init; }

    /// <summary>Later nights whose counts are others now.</summary>
    public required IReadOnlyList<AcceptedNight> Recounted { get; init; }

    /// <summary>What later nights hold now and did not before, or no longer: facts that a night before them decides.</summary>
    public required IReadOnlyList<HeldChange> HeldChanges { get; init; }

    /// <summary>What later nights quarantine now and did not before, or no longer.</summary>
    public required IReadOnlyList<QuarantineChange> QuarantineChanges { get; init; }

    /// <summary>Versions that are no longer believed.</summary>
    public required long TakenBack { get; init; }

    /// <summary>Versions that are written, copied ones among them.</summary>
    public required long Written { get; init; }

    /// <summary>Versions that stay and only are or no longer are the latest of their key.</summary>
    public required long Marked { get; init; }

    /// <summary>Versions that stay and whose derived columns are made anew.</summary>
    /// <value>The default is none.</value>
    public long Derived { get; init; }

    /// <summary>What makes derived columns of versions anew, and changes nothing of any night.</summary>
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
        TakenBack = 0,
        Written = 0,
        Marked = 0,
        Derived = changes.Count,
    };

    /// <summary>The changes of versions. Streamed from disk at each call.</summary>
    public IEnumerable<VersionChange> Changes() => _changes();
}

/// <summary>What a later night holds now, or no longer.</summary>
/// <param name="Night">The later night.</param>
/// <param name="Key">What is held.</param>
/// <param name="IsHeld">Whether it is held now.</param>
public sealed record HeldChange(DateOnly Night, HeldKey Key, bool IsHeld);
