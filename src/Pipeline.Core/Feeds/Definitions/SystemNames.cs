namespace Pipeline.Core.Feeds.Definitions;

/// <summary>Names that a feed can't give to its own columns and datasets (H30), compared without regard to letter case.</summary>
public static class SystemNames
{
    /// <summary>The longest name that every engine keeps whole, in UTF-8 bytes: PostgreSQL cuts the rest off without a word.</summary>
    public const int MaxBytes = 63;

    /// <summary>The columns that the warehouse adds to a dataset's own.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "valid_from", "valid_to", "is_current", "is_latest", "key_hash", "row_hash", "untracked_hash", "parent_key_hash",
        "run_id", "closed_by_run_id", "superseded_by_run_id", "known_from", "known_to",
    ];

    /// <summary>The columns that every PostgreSQL table has of itself (its manual, "System Columns").</summary>
    public static IReadOnlyList<string> EngineColumns { get; } = ["tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"];

    /// <summary>The prefix of the platform's own tables where a schema is a file: <c>history__accepted_nights</c>.</summary>
    public const string History = "history";
}
