using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>One version of a record, with what brought it and what ended it (H36).</summary>
public sealed record ExplainedVersion
{
    /// <summary>When it begins, in UTC.</summary>
    public required DateTime ValidFrom { get; init; }

    /// <summary>When it ends, in UTC; null while it is open.</summary>
    public DateTime? ValidTo { get; init; }

    /// <summary>Whether it is the last version that its key has had.</summary>
    public required bool IsLatest { get; init; }

    /// <summary>The hash of its key.</summary>
    public required Hash128 Key { get; init; }

    /// <summary>The hash of its tracked values.</summary>
    public required Hash128 Row { get; init; }

    /// <summary>The values by column, as text; null for null.</summary>
    public required IReadOnlyDictionary<string, string?> Values { get; init; }

    /// <summary>The night whose delivery brought it.</summary>
    public required DateOnly Night { get; init; }

    /// <summary>The delivered file's name at its source.</summary>
    public string? File { get; init; }

    /// <summary>The SHA-256 of the delivered file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The line of the file that it stands on, or null where bronze no longer tells.</summary>
    public long? Line { get; init; }

    /// <summary>The offset of its first byte in the unpacked file; null where the format does not tell.</summary>
    public long? ByteOffset { get; init; }

    /// <summary>The record as it came.</summary>
    public string? Raw { get; init; }
}
