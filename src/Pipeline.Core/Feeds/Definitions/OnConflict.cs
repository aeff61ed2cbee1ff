namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What the same key with other values means in an <c>append</c> dataset.</summary>
public enum OnConflict
{
    /// <summary>The row goes to quarantine; the fact is unchanged.</summary>
    Quarantine,

    /// <summary>The fact gets a new version.</summary>
    Version,

    /// <summary>The row is counted and left out.</summary>
    Ignore,
}
