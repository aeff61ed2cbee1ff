namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What a field that the feed file does not name does.</summary>
public enum OnNewColumn
{
    /// <summary>It is recorded and ignored.</summary>
    Ignore,

    /// <summary>The dataset's night is stopped.</summary>
    Stop,
}
