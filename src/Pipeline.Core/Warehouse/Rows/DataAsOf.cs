namespace Pipeline.Core.Warehouse.Rows;

/// <summary>What <c>gold.data_as_of</c> says of one table; whether it is fresh or stale is decided at the time of reading.</summary>
public sealed record DataAsOf
{
    /// <summary>The table in gold.</summary>
    public required string Table { get; init; }

    /// <summary>The feed that fills it.</summary>
    public required string Feed { get; init; }

    /// <summary>The newest accepted night of the feed.</summary>
    public required DateOnly Night { get; init; }

    /// <summary>When it was published, in UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The run that published it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When the next night must be published, in UTC: from then on the table is stale.</summary>
    public required DateTime NextExpectedAt { get; init; }

    /// <summary>Why a dataset is not as of <see cref="Night"/>, or null where all do.</summary>
    public string? BlockedReason { get; init; }
}
