namespace Pipeline.Core.Records.Typing;

/// <summary>What a delivery held of one dataset, counted while it was read.</summary>
/// <param name="Records">How many records the file held.</param>
/// <param name="Accepted">How many have a key and typed values.</param>
/// <param name="Skipped">How many are filler, by <c>skip_when</c>.</param>
/// <param name="Rejected">How many go to quarantine.</param>
/// <param name="MissingColumns">Columns whose field no record had, null or not; none where no record was accepted.</param>
/// <param name="UnknownFields">Fields that the feed neither names nor drops: a CSV header's, or the first level of JSON records, at most 100.</param>
public sealed record DatasetShape(
    long Records,
    long Accepted,
    long Skipped,
    long Rejected,
    IReadOnlyList<string> MissingColumns,
    IReadOnlyList<string> UnknownFields)
{
    /// <summary>Whether the last line of a CSV file ends in a newline: one that does not may have been cut in its last field.</summary>
    /// <value>The default is true, also for JSON, whose brackets tell where it ends.</value>
    public bool EndsInNewline { get; init; } = true;
}
