using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History;

/// <summary>One version of a timeline.</summary>
internal sealed class TimelineVersion
{
    /// <summary>When it begins, in UTC.</summary>
    public required DateTime From { get; init; }

    /// <summary>When it ends, in UTC; null while it is open.</summary>
    public DateTime? To { get; set; }

    /// <summary>The hash of its tracked columns.</summary>
    public required Hash128 Row { get; init; }

    /// <summary>The hash of its untracked columns: those of the last night inside it that delivered its key (H12).</summary>
    public Hash128? Untracked { get; set; }

    /// <summary>Where its values are.</summary>
    public required Origin Origin { get; set; }

    /// <summary>Whether silver has exactly this version.</summary>
    public bool IsStoredAs(VersionMark stored) =>
        From == stored.From
        && To == stored.To
        && Row == stored.Fingerprint.Row
        && Timeline.IsSameUntracked(Untracked, stored.Fingerprint.Untracked);
}
