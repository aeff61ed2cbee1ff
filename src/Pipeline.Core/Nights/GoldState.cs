namespace Pipeline.Core.Nights;

/// <summary>How gold ended.</summary>
public enum GoldState
{
    /// <summary>A new generation was published.</summary>
    Published,

    /// <summary>The published generation already represents what is accepted.</summary>
    UpToDate,

    /// <summary>The generation that represents what is accepted was rolled back by an operator: gold stays rolled back.</summary>
    RolledBack,

    /// <summary>No dataset has changed, or the feed has no models: gold is unchanged.</summary>
    Untouched,

    /// <summary>A dataset that says <c>on_blocked: keep</c> is blocked: gold is unchanged, and says so.</summary>
    Kept,

    /// <summary>A rebuild has more nights to go: gold is unchanged until the last of them, and says so.</summary>
    Rebuilding,

    /// <summary>A check or a fault kept it from being published: gold is unchanged.</summary>
    NotPublished,
}
