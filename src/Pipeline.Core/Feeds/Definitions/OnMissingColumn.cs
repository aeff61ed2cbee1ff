namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What a declared column that is missing from the whole file does.</summary>
public enum OnMissingColumn
{
    /// <summary>The dataset's night is stopped.</summary>
    Stop,

    /// <summary>The column takes no part in that night's comparison, and keeps the values of the open versions.</summary>
    Hold,

    /// <summary>It is null in every record.</summary>
    Null,
}
