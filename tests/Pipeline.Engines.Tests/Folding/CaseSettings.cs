namespace Pipeline.Engines.Tests.Folding;

/// <summary>What a random feed looks like: one dataset and, in it, up to two levels of lists of the same columns.</summary>
internal sealed record CaseSettings(
    string Name, string Mode, string OnConflict, int Levels, bool HasUntracked, bool HasOrder, bool IgnoresUnreadable)
{
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
            mode == "full" && random.Next(3) == 0);
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

        return $"  {Dataset(0)}: {{ source: vendor, file: f.jsonl, mode: {Mode}, "
            + (Mode == "append" ? $"on_conflict: {OnConflict}, " : "")
            + (IgnoresUnreadable ? "unreadable: ignore, " : "")
            + $"{common}{lists} }}";
    }
}
