using Pipeline.Core.Records.Erased;

namespace Pipeline.Core.Erasure;

/// <summary>A record of an archived file that is to be erased, with the records of its lists.</summary>
/// <param name="Offset">Where it begins in the unpacked file.</param>
/// <param name="IsLine">Whether it is a line that is no JSON.</param>
/// <param name="Records">What is left of it.</param>
internal sealed record ErasureHit(long Offset, bool IsLine, List<ErasedRecord> Records);
