using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>One version as silver has it.</summary>
public sealed record StoredVersion
{
    /// <summary>When it begins, in UTC.</summary>
    public required DateTime From { get; init; }

    /// <summary>When it ends, in UTC; null while it is open.</summary>
    public required DateTime? To { get; init; }

    /// <summary>Whether it is called the last version of its key.</summary>
    public required bool IsLatest { get; init; }

    /// <summary>The hash of its key.</summary>
    public required Hash128 Key { get; init; }

    /// <summary>The hash of its parent's key; null for a root record.</summary>
    public required Hash128? Parent { get; init; }

    /// <summary>The hash of its tracked columns.</summary>
    public required Hash128 Row { get; init; }

    /// <summary>The hash of its untracked columns; null where its dataset had none.</summary>
    public required Hash128? Untracked { get; init; }

    /// <summary>The canonical value of every column of its table, in order; of a value that is none of its type, the text itself.</summary>
    public required IReadOnlyList<string?> Values { get; init; }
}
