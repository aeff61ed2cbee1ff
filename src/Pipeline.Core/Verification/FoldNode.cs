using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Verification;

/// <summary>One record of a delivery, as far as telling history again needs it, with the records of its nested lists.</summary>
internal sealed class FoldNode
{
    public required string Dataset { get; init; }

    public required RecordOutcome Outcome { get; init; }

    public required Hash128? Key { get; init; }

    public required Hash128? ParentKey { get; init; }

    /// <summary>What its version would be; null where it is not accepted.</summary>
    public required FoldedRow? Row { get; init; }

    /// <summary>What its rejection holds; null where it is not rejected.</summary>
    public required Hold? Hold { get; init; }

    /// <summary>The value of the column that decides between conflicting duplicates.</summary>
    public required IComparable? Order { get; init; }

    public List<FoldNode> Children { get; } = [];
}

/// <summary>The state of a key, by hashes; with its values only where they are to be shown.</summary>
/// <param name="Row">The hash of the tracked columns.</param>
/// <param name="Untracked">The hash of the untracked columns; null where there are none.</param>
internal sealed record FoldedRow(Hash128 Row, Hash128? Untracked)
{
    /// <summary>The values by column, where they are kept.</summary>
    public IReadOnlyDictionary<string, string?>? Values { get; init; }

    /// <summary>Whether two records of one key say the same.</summary>
    public bool Says(FoldedRow other) => Row == other.Row && Untracked == other.Untracked;
}

/// <summary>A version as the accepted nights tell it.</summary>
internal sealed class FoldedVersion
{
    public required DateTime From { get; init; }

    public DateTime? To { get; set; }

    public required FoldedRow Row { get; set; }
}

/// <summary>A key and its versions as the accepted nights tell them.</summary>
/// <param name="Root">The hash of its root record's key.</param>
/// <param name="Parent">The hash of its parent's key; null for a root record.</param>
internal sealed record FoldedKey(Hash128 Root, Hash128? Parent)
{
    public List<FoldedVersion> Versions { get; } = [];

    public FoldedVersion? Open => Versions is [.., { To: null } last] ? last : null;
}
