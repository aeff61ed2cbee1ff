namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What a delivery without any acceptable record means.</summary>
public enum OnEmpty
{
    /// <summary>The dataset's night is stopped.</summary>
    Stop,

    /// <summary>There is nothing: in a full dataset every version ends.</summary>
    Accept,
}
