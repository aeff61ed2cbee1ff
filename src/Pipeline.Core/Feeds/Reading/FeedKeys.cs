namespace Pipeline.Core.Feeds;

/// <summary>The keys of one level of the feed file: those that are read, and what to say to some that are not.</summary>
/// <remarks>docs/feeds.md has a table for each level; a test holds the two together.</remarks>
internal sealed record FeedKeys(IReadOnlyList<string> Known)
{
    /// <summary>Keys of the grammar that this version does not build, and what happens instead.</summary>
    public IReadOnlyDictionary<string, string> NotBuilt { get; init; } = new Dictionary<string, string>();

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
        "on_same_file", "on_bad_value", "on_conflict", "unreadable",
    ])
    {
        NotBuilt = new Dictionary<string, string>
        {
            ["guards"] = "an empty or broken full delivery always stops its dataset; a night that deletes or changes much is accepted",
            ["on_empty"] = "an empty full delivery always stops its dataset",
            ["on_new_column"] = "a new column in the file is ignored until the feed file names it",
            ["on_missing_column"] = "a declared column that is missing from the whole file stops its dataset (in JSON, one that the night before had)",
            ["on_blocked"] = "a dataset that was stopped keeps its last accepted night, and gold is published",
            ["checks"] = "every file in the feed's folder checks/ is a check",
        },
        Misplaced = new Dictionary<string, string>
        {
            ["from"] = "the file of a dataset is named by file: …, and the property that holds its rows by rows: …",
        },
    };

    public static FeedKeys List { get; } = new(["from", "key", "columns", "lists", "skip_when", "order_by", "on_bad_value"])
    {
        NotBuilt = Dataset.NotBuilt,
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
            ["unreadable"] = TakenFromTheDataset,
        },
    };

    public static FeedKeys Column { get; } = new(["from", "type", "format", "zone", "normalise", "required", "tracked"])
    {
        NotBuilt = new Dictionary<string, string>
        {
            ["was"] = "a renamed column is a new one: older versions have null in it",
        },
        Misplaced = new Dictionary<string, string>
        {
            ["normalize"] = "write normalise: …",
        },
    };

    private const string TakenFromTheDataset = "a list takes it from the dataset that it stands in; take it out here";
}
