namespace Pipeline.Core.Feeds.Definitions;

/// <summary>A feed file, read and found valid: a set of datasets that are loaded together, on one schedule.</summary>
public sealed record FeedDefinition
{
    /// <summary>The feed's name, which is also its folder's.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that holds <c>feed.yaml</c>, <c>gold</c>, <c>checks</c> and <c>questions</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The feed file as it was read.</summary>
    public required string Text { get; init; }

    /// <summary>When the feed's nights are due.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>The sources by name.</summary>
    public required IReadOnlyDictionary<string, SourceDefinition> Sources { get; init; }

    /// <summary>The datasets at the top, in the order of the feed file; nested lists hang under them.</summary>
    public required IReadOnlyList<DatasetDefinition> Datasets { get; init; }

    /// <summary>Every dataset, nested lists among them, parents before children.</summary>
    public IEnumerable<DatasetDefinition> AllDatasets => Datasets.SelectMany(dataset => dataset.WithLists);
}

/// <summary>Where files come from.</summary>
public sealed record SourceDefinition
{
    /// <summary>The source's name in the feed file.</summary>
    public required string Name { get; init; }

    /// <summary>A folder, or a URL of scheme ftp, ftps, sftp or https without a password; may hold <c>{night:yyyy-MM-dd}</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The environment variable that holds the password.</summary>
    public string? PasswordEnv { get; init; }

    /// <summary>The file that holds the password.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Whether an <c>ftp</c> source must be encrypted (explicit FTPS).</summary>
    /// <value>The default is <see cref="TlsUse.None"/>.</value>
    public TlsUse Tls { get; init; } = TlsUse.None;

    /// <summary>A PEM file of the certificate authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }
}

/// <summary>Whether an <c>ftp</c> source is encrypted.</summary>
public enum TlsUse
{
    /// <summary>Plain FTP.</summary>
    None,

    /// <summary>Explicit FTPS, for control and data, or nothing.</summary>
    Required,
}
