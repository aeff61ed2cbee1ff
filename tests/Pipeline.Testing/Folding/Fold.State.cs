namespace Pipeline.Testing.Folding;

internal sealed partial class Fold
{
    internal sealed record Row(string? Value, int? Order, string? Untracked)
    {
        public bool IsTrackedAs(Row other) => this with { Untracked = null } == other with { Untracked = null };
    }

    internal sealed class Version
    {
        public required int From { get; init; }

        public int? To { get; set; }

        public required Row Row { get; set; }
    }

    internal sealed record Counts
    {
        public int Records { get; init; }

        public int Accepted { get; init; }

        public int Collapsed { get; init; }

        public int Skipped { get; init; }

        public int Quarantined { get; init; }

        public int New { get; set; }

        public int Changed { get; set; }

        public int Refreshed { get; set; }

        public int Unchanged { get; set; }

        public int Gone { get; set; }

        public int Held { get; set; }

        public int Back { get; set; }

        public int OpenBefore { get; init; }

        public int OpenAfter { get; set; }
    }

    internal sealed class Level
    {
        public Dictionary<string, List<Version>> Versions { get; } = [];

        public Dictionary<int, Counts> Nights { get; } = [];

        public Dictionary<int, Dictionary<string, Row>> Dumps { get; } = [];

        /// <summary>How many keys, and how many parents' children, each night held.</summary>
        public Dictionary<int, (int Keys, int Siblings)> Holds { get; } = [];

        public Version? Open(string key) => Versions.TryGetValue(key, out var versions) && versions[^1].To is null ? versions[^1] : null;

        public HashSet<string> OpenKeys() => [.. Versions.Keys.Where(key => Open(key) is not null)];
    }

    private sealed class Dump
    {
        public int Records { get; init; }

        public int Collapsed { get; set; }

        public int Skipped { get; set; }

        public int Quarantined { get; set; }

        public bool HoldsAbsent { get; set; }

        public HashSet<string> HeldKeys { get; } = [];

        public HashSet<string> HeldSiblings { get; } = [];

        public Dictionary<string, Row> Accepted { get; } = [];

        public List<(string Key, Node Node)> Standing { get; } = [];
    }
}
