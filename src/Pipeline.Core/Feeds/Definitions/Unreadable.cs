namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What a row that can't be framed or decoded does to the keys that are absent.</summary>
public enum Unreadable
{
    /// <summary>It may be any of them: they are held, not closed.</summary>
    HoldAbsent,

    /// <summary>Nothing.</summary>
    Ignore,
}
