namespace Pipeline.Core.Feeds.Definitions;

/// <summary>Whether an <c>ftp</c> source is encrypted.</summary>
public enum TlsUse
{
    /// <summary>Plain FTP.</summary>
    None,

    /// <summary>Explicit FTPS, for control and data, or nothing.</summary>
    Required,
}
