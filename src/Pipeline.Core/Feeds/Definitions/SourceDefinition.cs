namespace Pipeline.Core.Feeds.Definitions;

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
