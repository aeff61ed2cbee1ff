namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What the same file as the night before means.</summary>
public enum OnSameFile
{
    /// <summary>No change; it is accepted and reported.</summary>
    Accept,

    /// <summary>A fault: this dataset changes every night.</summary>
    Stop,
}
