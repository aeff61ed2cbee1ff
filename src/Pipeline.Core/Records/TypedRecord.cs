namespace Pipeline.Core.Records;

/// <summary>A record after typing: its values and hashes, or why it has none.</summary>
/// <param name="Values">The canonical text of every column in the dataset's order; empty for a rejected record.</param>
/// <param name="Key">The hash of its key, where the key can be read.</param>
/// <param name="Row">The hash of its tracked columns.</param>
/// <param name="Untracked">The hash of its untracked columns, where its dataset has any.</param>
/// <param name="Rejection">Why it is rejected; null for an accepted record.</param>
internal readonly record struct TypedRecord(string?[] Values, Hash128? Key, Hash128 Row, Hash128? Untracked, Rejection? Rejection)
{
    public static TypedRecord Rejected(Rejection rejection, Hash128? key = null) => new([], key, default, null, rejection);
}
