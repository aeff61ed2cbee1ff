namespace Pipeline.Core.Records.Erased;

/// <summary>What was erased from an archived delivery on demand: the bytes are gone, the records' places and hashes stay.</summary>
internal sealed record ErasedPart
{
    /// <summary>The SHA-256 of what the archive holds since; the delivery's own stays that of the file as it came.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The erased records, act by act; each is followed by those of its nested lists, in the order of the file.</summary>
    /// <remarks>A record of a list that was erased by itself may follow one whose it is not: the keys of parents tell.</remarks>
    public required IReadOnlyList<ErasedRecord> Records { get; init; }
}

/// <summary>What is left of an erased record: its place and its hashes.</summary>
/// <param name="Dataset">Its dataset.</param>
/// <param name="RecordNo">Its number among the records of its dataset in the file, from 1.</param>
/// <param name="Depth">How deep its list is nested; 0 for a root record.</param>
/// <param name="Outcome">What became of it when it was read.</param>
/// <param name="Key">The hash of its key, in hex; null where it could not be read.</param>
/// <param name="ParentKey">The hash of its parent's key, in hex; null for a root record.</param>
/// <param name="Row">The hash of its tracked columns, in hex.</param>
/// <param name="Untracked">The hash of its untracked columns, in hex; null where there are none.</param>
/// <param name="Reason">Why it was rejected; null where it was not.</param>
/// <param name="Hold">What its rejection holds; null where it was not rejected.</param>
internal sealed record ErasedRecord(
    string Dataset,
    long RecordNo,
    int Depth,
    RecordOutcome Outcome,
    string? Key,
    string? ParentKey,
    string Row,
    string? Untracked,
    RejectionReason? Reason,
    Hold? Hold);
