namespace Pipeline.Worker.Sources;

/// <summary>When a connection counts as dead.</summary>
internal sealed record CurlOptions
{
    /// <summary>Configuration section these options are bound from.</summary>
    public const string Section = "Curl";

    /// <summary>The program that is started.</summary>
    /// <value>The default is <c>curl</c>, found on the path.</value>
    public string Program { get; init; } = "curl";

    /// <summary>How long connecting may take, name lookup and TLS included.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A transfer that stays slower than this for <see cref="StallTime"/> has stalled.</summary>
    /// <value>The default is 1024 bytes a second: 8 GB would take three months.</value>
    public int StallBytesPerSecond { get; init; } = 1024;

    /// <summary>How long a transfer may stay below <see cref="StallBytesPerSecond"/> before it is broken off and resumed; whole seconds.</summary>
    /// <value>The default is 60 seconds.</value>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The home folder whose <c>.ssh</c> holds the known hosts and the key for sftp.</summary>
    /// <value>The default is the home folder of the worker's user.</value>
    public string Home { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
