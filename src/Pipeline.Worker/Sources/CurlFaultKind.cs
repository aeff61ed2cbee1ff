namespace Pipeline.Worker.Sources;

/// <summary>The kinds of fault that a server's operator, or ours, can do something different about.</summary>
internal enum CurlFaultKind
{
    /// <summary>None of the others; not tried again.</summary>
    Other,

    /// <summary>No such host, or nobody listens; may heal.</summary>
    Unreachable,

    /// <summary>The connection broke; may heal.</summary>
    Broken,

    /// <summary>Nothing came for too long; may heal.</summary>
    Stalled,

    /// <summary>The server says "later"; may heal.</summary>
    Busy,

    /// <summary>The file is not the one that we began with; heals by beginning again.</summary>
    Changed,

    /// <summary>User or password is wrong.</summary>
    LoginRefused,

    /// <summary>No such file or folder.</summary>
    Missing,

    /// <summary>The server can't prove who it is.</summary>
    Certificate,

    /// <summary>TLS was required and is not offered.</summary>
    TlsRefused,

    /// <summary>curl can't use the URL.</summary>
    BadUrl,
}
