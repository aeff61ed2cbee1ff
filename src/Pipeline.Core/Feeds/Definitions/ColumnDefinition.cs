using Pipeline.Core.Feeds.Derivations;

namespace Pipeline.Core.Feeds.Definitions;

/// <summary>One column of a dataset: where its value comes from and what it becomes.</summary>
public sealed record ColumnDefinition
{
    /// <summary>The column's name in silver.</summary>
    public required string Name { get; init; }

    /// <summary>The path of the value inside a record of the file, part by part; one part for CSV. Empty: the list element itself.</summary>
    /// <remarks>A derived column's is that of the column it is made from; of a parent's key in a nested list, the path inside the parent's record.</remarks>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>Where else the value may stand, in order: the first of all paths whose field a record has is read.</summary>
    /// <value>The default is nowhere else.</value>
    public IReadOnlyList<IReadOnlyList<string>> OtherPaths { get; init; } = [];

    /// <summary>The path and the other paths, in order.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths => OtherPaths.Prepend(Path);

    /// <summary>The names that the column had before this one, oldest first.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Was { get; init; } = [];

    /// <summary>The name that hashes know it by: its first, so that renaming it changes no version.</summary>
    public string HashName => Was.Count > 0 ? Was[0] : Name;

    /// <summary>The type that the value is read as.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>The earlier column of this dataset that this one is made from, or null for a column read from the file.</summary>
    /// <remarks>Derived columns are made by the worker, so that no engine's own functions matter; they take no part in hashes.</remarks>
    public string? DerivedFrom { get; init; }

    /// <summary>.NET format strings for dates and timestamps that are not ISO 8601, tried in order.</summary>
    /// <value>The default is none: ISO 8601 only.</value>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>The time zone of a timestamp whose text has no offset, or the zone in which a derived date is taken.</summary>
    /// <value>The default is null: a timestamp without an offset is a bad value.</value>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>What is done to the text before anything else looks at it, in order.</summary>
    /// <value>The default is nothing: texts are compared exactly (H7).</value>
    public IReadOnlyList<Normalisation> Normalise { get; init; } = [];

    /// <summary>Whether a null in this column quarantines its row.</summary>
    /// <value>The default is false; key columns never take null (H8).</value>
    public bool Required { get; init; }

    /// <summary>Whether a change of this column opens a new version.</summary>
    /// <value>The default is true; an untracked column is refreshed in place on the open version (H12).</value>
    public bool Tracked { get; init; } = true;
}
