using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Erasure;

/// <summary>What an erasure will take out, or has taken out.</summary>
public sealed record ErasurePlan
{
    public required string Feed { get; init; }

    /// <summary>The record.</summary>
    public required ErasureTarget Target { get; init; }

    /// <summary>What the tables hold of it and of the records of its lists, by dataset.</summary>
    public required IReadOnlyList<(string Dataset, int Keys, ErasureCounts Counts)> Tables { get; init; }

    /// <summary>How many archived files hold it, and have not been erased in yet.</summary>
    public required int Files { get; init; }

    /// <summary>How many records of them those are, with the records of their lists.</summary>
    public required long Records { get; init; }

    /// <summary>What can't be looked at, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether nothing of it was found anywhere.</summary>
    public bool IsEmpty => Files == 0 && Tables.All(table => table.Counts == ErasureCounts.None);

    internal IReadOnlyDictionary<string, HashSet<Hash128>> Keys { get; init; } = new Dictionary<string, HashSet<Hash128>>();

    internal IReadOnlyDictionary<string, StoredTable> Stored { get; init; } = new Dictionary<string, StoredTable>();
}
