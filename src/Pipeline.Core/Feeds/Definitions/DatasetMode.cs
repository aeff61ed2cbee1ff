namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What an absent record means.</summary>
public enum DatasetMode
{
    /// <summary>The file is the whole dataset: absent means gone.</summary>
    Full,

    /// <summary>The file holds news: absent means nothing.</summary>
    Upsert,

    /// <summary>The file holds facts, which never change: each is loaded once.</summary>
    Append,
}
