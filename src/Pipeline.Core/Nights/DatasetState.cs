namespace Pipeline.Core.Nights;

/// <summary>How a dataset's night ended.</summary>
public enum DatasetState
{
    /// <summary>The night was accepted by this run.</summary>
    Accepted,

    /// <summary>The night had been accepted before, with the same file: nothing was done.</summary>
    AlreadyAccepted,

    /// <summary>The night was withdrawn by this run.</summary>
    Withdrawn,

    /// <summary>The dataset keeps its last accepted night.</summary>
    NotAccepted,
}
