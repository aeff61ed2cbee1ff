namespace Pipeline.Core.Ledger;

/// <summary>One finished step of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Sequence">Its place in the run, from 1.</param>
/// <param name="Step">Its name: <c>receive</c>, <c>compare</c>, <c>land</c>, <c>merge</c>, <c>build</c>, <c>check</c>, <c>publish</c>.</param>
/// <param name="Subject">The dataset or gold model it worked on; null for the whole feed.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Bytes">How many bytes it moved; null where that means nothing.</param>
/// <param name="Rows">How many rows or records it handled; null where that means nothing.</param>
/// <param name="Fault">The message it failed with; null where it ended well.</param>
public sealed record StepRecord(
    Guid RunId, int Sequence, string Step, string? Subject, TimeSpan Elapsed, long? Bytes, long? Rows, string? Fault);
