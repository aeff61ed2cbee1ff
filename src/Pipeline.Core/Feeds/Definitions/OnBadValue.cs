namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What a value of the wrong type does.</summary>
public enum OnBadValue
{
    /// <summary>Its row goes to quarantine and its key is held.</summary>
    Quarantine,

    /// <summary>The dataset's night is stopped.</summary>
    Stop,

    /// <summary>The value becomes null; a key never does.</summary>
    Null,
}
