namespace Pipeline.Testing.Folding;

/// <summary>What a random feed looks like: one dataset and, in it, up to two levels of lists of the same columns.</summary>
/// <param name="Name">The feed's name.</param>
/// <param name="Mode">Its dataset's mode.</param>
/// <param name="OnConflict">What <c>append</c> does with another value; empty in other modes.</param>
/// <param name="Levels">How many levels there are, the top among them.</param>
/// <param name="HasUntracked">Whether there is an untracked column.</param>
/// <param name="HasOrder">Whether there is a column that settles conflicts.</param>
/// <param name="IgnoresUnreadable">Whether unreadable records hold nothing.</param>
/// <param name="Stories">How many independent stories of a few keys each file tells side by side.</param>
internal sealed record CaseSettings(
    string Name, string Mode, string OnConflict, int Levels, bool HasUntracked, bool HasOrder, bool IgnoresUnreadable, int Stories = 1)
{
    private const int ManyStories = 60;

    /// <summary>The name of its file.</summary>
    public string File { get; init; } = "f.jsonl";

    /// <summary>What the feed file says under <c>guards</c>; empty for nothing.</summary>
    public string Guards { get; init; } = "";

    public static CaseSettings Random(Random random, string name)
    {
        string[] modes = ["full", "full", "upsert", "append"];
        string[] conflicts = ["quarantine", "version", "ignore"];
        var mode = modes[random.Next(modes.Length)];
        return new CaseSettings(
            name,
            mode,
            mode == "append" ? conflicts[random.Next(conflicts.Length)] : "",
            1 + random.Next(3),
            random.Next(2) == 0,
            random.Next(2) == 0,
            mode == "full" && random.Next(3) == 0,
            random.Next(2) == 0 ? 1 : ManyStories);
    }

    public string Dataset(int level) => $"{Name}_{level}";

    /// <summary>The datasets of the feed file.</summary>
    public string Yaml()
    {
        var columns = "columns: { k: text, v: integer"
            + (HasOrder ? ", o: integer" : "")
            + (HasUntracked ? ", u: { type: text, tracked: false }" : "") + " }";
        var common = $"key: [k], skip_when: {{ k: skip }}, {(HasOrder ? "order_by: o, " : "")}{columns}";
        var lists = "";
        for (var level = Levels - 1; level > 0; level--)
        {
            lists = $", lists: {{ {Dataset(level)}: {{ from: l, {common}{lists} }} }}";
        }

        return $"  {Dataset(0)}: {{ source: vendor, file: {File}, mode: {Mode}, "
            + (Mode == "append" ? $"on_conflict: {OnConflict}, " : "")
            + (Guards.Length > 0 ? $"guards: {Guards}, " : "")
            + (IgnoresUnreadable ? "unreadable: ignore, " : "")
            + $"{common}{lists} }}";
    }
}
