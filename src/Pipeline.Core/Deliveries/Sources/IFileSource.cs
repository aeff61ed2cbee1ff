namespace Pipeline.Core.Deliveries.Sources;

/// <summary>A place that a vendor, or we ourselves, publish files in: a folder, or a server.</summary>
/// <remarks>Paths are relative to the source's URL, with <c>/</c> between parts; the night's placeholders are already filled in.</remarks>
public interface IFileSource
{
    /// <summary>Where the files are, for messages: a folder or a URL, never a password.</summary>
    string Location { get; }

    /// <summary>Size and time of one file as the source tells them now, or null where it does not exist.</summary>
    /// <exception cref="SourceUnavailableException">The source could not be asked; says whether asking again may help.</exception>
    Task<FileFacts?> FindAsync(string path, CancellationToken cancellationToken);

    /// <summary>Copies a file's bytes from <paramref name="offset"/> on to <paramref name="target"/>, and returns when the source says that is all.</summary>
    /// <exception cref="SourceUnavailableException">The transfer broke or stalled; what has been written so far is good and may be resumed.</exception>
    Task CopyAsync(string path, long offset, Stream target, CancellationToken cancellationToken);
}

/// <summary>What a source tells of a file without sending it.</summary>
/// <param name="Size">Its length in bytes.</param>
/// <param name="ModifiedAt">When it was last written, in UTC, as exactly as the source tells it (FTP: to the second); null where it does not say.</param>
public sealed record FileFacts(long Size, DateTimeOffset? ModifiedAt);
