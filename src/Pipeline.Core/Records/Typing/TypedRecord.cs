using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Records.Typing;

/// <summary>A record after typing: its values and hashes, or why it has none.</summary>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Values">The canonical text of every column in the dataset's order; empty unless it is accepted.</param>
/// <param name="Key">The hash of its key, where the key can be read.</param>
/// <param name="Row">The hash of its tracked columns.</param>
/// <param name="Untracked">The hash of its untracked columns, where its dataset has any.</param>
/// <param name="Rejection">Why it is rejected; null for any other record.</param>
internal readonly record struct TypedRecord(
    RecordOutcome Outcome, string?[] Values, Hash128? Key, Hash128 Row, Hash128? Untracked, Rejection? Rejection)
{
    /// <summary>A record that is filler, by <c>skip_when</c>: nothing of it is typed.</summary>
    public static readonly TypedRecord Filler = new(RecordOutcome.Skipped, [], null, default, null, null);

    public static TypedRecord Rejected(Rejection rejection, Hash128? key = null) =>
        new(RecordOutcome.Rejected, [], key, default, null, rejection);

    public ReadRecord ToRecord(DatasetDefinition dataset, RecordPosition position, ReadOnlyMemory<byte> rawUtf8, Hash128? parentKey) => new()
    {
        Dataset = dataset,
        Position = position,
        Outcome = Outcome,
        Key = Key,
        ParentKey = parentKey,
        Row = Row,
        Untracked = Untracked,
        Values = Values,
        Rejection = Rejection,
        RawUtf8 = rawUtf8,
    };
}
