namespace Pipeline.Core.Feeds.Definitions;

/// <summary>One field and the value that, together with its siblings, marks a record as filler.</summary>
/// <param name="Path">The field's path inside the record.</param>
/// <param name="Value">The text it must equal, or null for a null or missing field.</param>
public sealed record SkipCondition(IReadOnlyList<string> Path, string? Value);
