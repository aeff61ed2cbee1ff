namespace Pipeline.Core.Feeds.Reading;

/// <summary>The keys of one level of the feed file: those that are read, and what to say to some that are not.</summary>
/// <remarks>docs/feeds.md has a table for each level; a test holds the two together.</remarks>
internal sealed record FeedKeys(IReadOnlyList<string> Known)
{
    /// <summary>Keys that people write here and that mean something else, or nothing: what to write.</summary>
    public IReadOnlyDictionary<string, string> Misplaced { get; init; } = new Dictionary<string, string>();

    public static FeedKeys Feed { get; } = new(["feed", "schedule", "sources", "datasets", "distribution"]);

    public static FeedKeys Distribution { get; } = new(["column", "reference"]);

    public static FeedKeys Schedule { get; } = new(["at", "time_zone", "deadline"]);

    public static FeedKeys Source { get; } = new(["url", "password_env", "password_file", "tls", "ca_file"])
    {
        Misplaced = new Dictionary<string, string>
        {
            ["password"] = "a password never stands in a feed file; write password_env: NAME_OF_THE_VARIABLE, or password_file: path",
            ["user"] = "the user stands in the URL; write url: ftp://user@host/folder",
            ["username"] = "the user stands in the URL; write url: ftp://user@host/folder",
        },
    };

    public static FeedKeys Dataset { get; } = new(
    [
        "source", "file", "mode", "key", "columns", "lists", "rows", "delimiter", "drop", "skip_when", "order_by",
        "on_empty", "on_same_file", "on_bad_value", "on_conflict", "unreadable", "on_new_column", "on_missing_column", "guards",
        "on_blocked", "checks",
    ])
    {
        Misplaced = new Dictionary<string, string>
        {
            ["from"] = "the file of a dataset is named by file: …, and the property that holds its rows by rows: …",
        },
    };

    public static FeedKeys List { get; } = new(
    [
        "from", "key", "columns", "lists", "skip_when", "order_by", "on_bad_value", "on_new_column", "on_missing_column", "guards", "checks",
    ])
    {
        Misplaced = new Dictionary<string, string>
        {
            ["source"] = TakenFromTheDataset,
            ["file"] = TakenFromTheDataset,
            ["mode"] = TakenFromTheDataset,
            ["rows"] = "the path of a list is written from: …",
            ["delimiter"] = TakenFromTheDataset,
            ["drop"] = "say it in the dataset that the list stands in, with the list's path in front: drop: [list.field]",
            ["on_same_file"] = TakenFromTheDataset,
            ["on_conflict"] = TakenFromTheDataset,
            ["on_empty"] = "an empty list is as good as any; what an empty file means is said in the dataset that the list stands in",
            ["on_blocked"] = TakenFromTheDataset,
            ["unreadable"] = TakenFromTheDataset,
        },
    };

    public static FeedKeys Guards { get; } = new(
        ["max_deleted", "max_changed", "max_quarantined", "floor", "row_band", "size_band", "band_nights"]);

    public static FeedKeys Check { get; } = new(
    [
        "unique", "not_null", "accepted_values", "values", "range", "min", "max", "relationship", "to", "row_band", "nights", "severity",
    ]);

    public static FeedKeys Column { get; } = new(["from", "type", "format", "zone", "normalise", "required", "tracked", "was"])
    {
        Misplaced = new Dictionary<string, string>
        {
            ["normalize"] = "write normalise: …",
        },
    };

    private const string TakenFromTheDataset = "a list takes it from the dataset that it stands in; take it out here";
}
