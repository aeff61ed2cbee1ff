namespace Pipeline.Core.Ledger;

/// <summary>The file of one or more datasets for one night, received whole and kept in the archive.</summary>
public sealed record Delivery
{
    /// <summary>The source it came from, by name.</summary>
    public required string Source { get; init; }

    /// <summary>The file's name at its source, placeholders filled in.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the file as it was delivered, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The file's length in bytes as it was delivered.</summary>
    public required long Size { get; init; }

    /// <summary>When the source said it was last written, in UTC; null where it does not say.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>When it was received, in UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where the archive keeps it, as a full path.</summary>
    public required string ArchivePath { get; init; }

    /// <summary>Whether it was read from the archive and not from its source.</summary>
    public bool FromArchive { get; init; }
}
