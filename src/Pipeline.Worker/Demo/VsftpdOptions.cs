using System.Security.Cryptography;

namespace Pipeline.Worker.Demo;

/// <summary>What a loopback FTP server serves, and how.</summary>
internal sealed record VsftpdOptions
{
    /// <summary>The folder whose files are served, read-only.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether the connection is encrypted.</summary>
    /// <value>The default is <see cref="VsftpdTls.None"/>.</value>
    public VsftpdTls Tls { get; init; } = VsftpdTls.None;

    /// <summary>The password that the user <c>anonymous</c> must give.</summary>
    /// <value>The default is a random one.</value>
    public string Password { get; init; } = RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>How fast files are sent, in bytes a second; 0 is as fast as can be.</summary>
    /// <value>The default is 0.</value>
    public int MaxBytesPerSecond { get; init; }
}

/// <summary>Whether an FTP server's connections are encrypted.</summary>
internal enum VsftpdTls
{
    /// <summary>Plain FTP.</summary>
    None,

    /// <summary>TLS is required, and begins when the client asks for it (<c>AUTH TLS</c>).</summary>
    Explicit,

    /// <summary>TLS from the first byte (<c>ftps://</c>).</summary>
    Implicit,
}
