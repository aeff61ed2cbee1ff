using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>One thing that a feed file says otherwise than the warehouse was built with.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Column">The column, by the name that the warehouse knows it by; null where it is the dataset itself.</param>
/// <param name="What">What is otherwise, in a few words: <c>integer becomes decimal(9,2)</c>.</param>
/// <param name="Effect">What that does to history.</param>
/// <param name="Meaning">What follows from it, for a person.</param>
public sealed record FeedChange(string Dataset, string? Column, string What, FeedChangeEffect Effect, string Meaning)
{
    /// <summary>The dataset or column as messages name it.</summary>
    public string Name => Printable.Of(Column is null ? Dataset : $"{Dataset}.{Column}");

    /// <summary>How many open versions get a new version at the next night although their records did not change.</summary>
    public long NewVersions { get; init; }

    /// <summary>What a person may do about it; null where nothing is to be done.</summary>
    public NextStep? Next { get; init; }

    /// <summary>The column as the warehouse is to have it from now on; null where nothing but a night, or nothing at all, has to follow.</summary>
    public StoredColumn? Becomes { get; init; }
}

/// <summary>What a change of a feed file does to history.</summary>
public enum FeedChangeEffect
{
    /// <summary>Nothing: what is written stays exact.</summary>
    Safe,

    /// <summary>Records get new versions that no delivery asked for; done only where that is accepted.</summary>
    NewVersions,

    /// <summary>Versions that are written would be of something else; done only by rebuilding the whole history of the file from the archive.</summary>
    Rebuild,

    /// <summary>It is where or what the table is; never done.</summary>
    Refused,
}
