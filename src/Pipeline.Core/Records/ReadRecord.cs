using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Values;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Records;

/// <summary>One record of a delivery after reading: accepted, skipped or rejected. Valid until the next one is read.</summary>
/// <remarks>Readers reuse nothing of it; whoever keeps it longer than one step keeps a whole file in memory.</remarks>
public sealed record ReadRecord
{
    /// <summary>The dataset it belongs to: the file's own or one of its nested lists.</summary>
    public required DatasetDefinition Dataset { get; init; }

    /// <summary>Where it stands in the delivery.</summary>
    public required RecordPosition Position { get; init; }

    /// <summary>What became of it.</summary>
    public required RecordOutcome Outcome { get; init; }

    /// <summary>The hash of its key, or null where the key can't be read.</summary>
    public Hash128? Key { get; init; }

    /// <summary>The hash of its parent's key, for a nested list's record.</summary>
    public Hash128? ParentKey { get; init; }

    /// <summary>The hash of its tracked columns.</summary>
    public Hash128 Row { get; init; }

    /// <summary>The hash of its untracked columns, or null where its dataset has none.</summary>
    public Hash128? Untracked { get; init; }

    /// <summary>The canonical text of every column in the dataset's order, null for null; see <see cref="Canonical"/>.</summary>
    public IReadOnlyList<string?> Values { get; init; } = [];

    /// <summary>Why it was rejected; null otherwise.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>The record as it came, less the fields that the feed drops, in UTF-8: most records are unchanged, and never become text.</summary>
    public required ReadOnlyMemory<byte> RawUtf8 { get; init; }

    /// <summary>The same as text, made at each call.</summary>
    public string Raw => Encoding.UTF8.GetString(RawUtf8.Span);
}

/// <summary>Where a record stands in its delivery.</summary>
/// <param name="Ordinal">Its number among the records of its dataset in this file, from 1.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="ByteOffset">The offset of its first byte in the unpacked file; in its UTF-8 form, where the file is UTF-16.</param>
public readonly record struct RecordPosition(long Ordinal, long Line, long ByteOffset);

/// <summary>What became of a record when it was read.</summary>
public enum RecordOutcome
{
    /// <summary>It has a key and typed values.</summary>
    Accepted,

    /// <summary>It is filler, by the feed's own <c>skip_when</c>.</summary>
    Skipped,

    /// <summary>It goes to quarantine.</summary>
    Rejected,
}

/// <summary>Why a record can't be accepted.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Column">The column, where one is to blame.</param>
/// <param name="Value">The offending value, cut to a length that fits a message.</param>
/// <param name="Message">The reason in words, a whole sentence.</param>
/// <param name="Hold">Which keys it holds open.</param>
public sealed record Rejection(RejectionReason Reason, string? Column, string? Value, string Message, Hold Hold);

/// <summary>The kinds of reason for which a record is quarantined.</summary>
public enum RejectionReason
{
    /// <summary>The bytes could not be framed or decoded as a record.</summary>
    Unreadable,

    /// <summary>It has not the shape of the others: another number of fields, not an object, a list that is none.</summary>
    Shape,

    /// <summary>A key column is null or blank (H8).</summary>
    NoKey,

    /// <summary>A required column is null.</summary>
    Required,

    /// <summary>A value is not of its column's type, or one that some engine could not hold (H13, H28).</summary>
    BadValue,

    /// <summary>The same key stands in this file with other values (H9).</summary>
    Conflict,

    /// <summary>The fact is known with other values (H22).</summary>
    Fact,
}

/// <summary>Which keys a rejected record holds open (H15, H16).</summary>
public enum Hold
{
    /// <summary>None: a null or blank key.</summary>
    Nothing,

    /// <summary>Its own key.</summary>
    Key,

    /// <summary>Every absent child of its parent.</summary>
    Siblings,

    /// <summary>Every absent key of the dataset.</summary>
    Absent,
}
