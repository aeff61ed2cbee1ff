namespace Pipeline.Core.Feeds.Definitions;

/// <summary>Whether gold is published while a dataset is blocked.</summary>
public enum OnBlocked
{
    /// <summary>It is published with the dataset's last accepted night, and says so.</summary>
    Publish,

    /// <summary>The whole feed keeps the generation that is published.</summary>
    Keep,
}
