namespace Pipeline.Core.Feeds.Values;

/// <summary>Why a text is no value of its column's type.</summary>
/// <param name="Why">The particular reason, to follow <c>because it</c>; null where the expected type says it all.</param>
/// <param name="Remedy">What to write in the feed file instead of the usual advice, as a whole sentence.</param>
internal sealed record ValueProblem(string? Why = null, string? Remedy = null);
