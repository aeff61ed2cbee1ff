namespace Pipeline.Core.Records;

/// <summary>What a delivery looked like for one dataset, known once it has been read to its end.</summary>
/// <param name="Records">Records in the file; in a nested list, those under accepted parents.</param>
/// <param name="Accepted">Those with a key and typed values.</param>
/// <param name="Skipped">Filler, by the feed's <c>skip_when</c>.</param>
/// <param name="Rejected">Those that can't be accepted.</param>
/// <param name="MissingColumns">Columns of the feed whose field was in no record.</param>
/// <param name="UnknownFields">Fields of the file that the feed neither names nor drops, at most 100.</param>
public sealed record DatasetShape(
    long Records,
    long Accepted,
    long Skipped,
    long Rejected,
    IReadOnlyList<string> MissingColumns,
    IReadOnlyList<string> UnknownFields);
