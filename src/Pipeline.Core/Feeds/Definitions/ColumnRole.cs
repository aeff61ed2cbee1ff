namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What a column is to its dataset, in the words of <c>history.dataset_columns</c>.</summary>
public static class ColumnRole
{
    /// <summary>Part of the key.</summary>
    public const string Key = "key";

    /// <summary>A change of it opens a version.</summary>
    public const string Tracked = "tracked";

    /// <summary>Refreshed in place (H12).</summary>
    public const string Untracked = "untracked";

    /// <summary>Made from another column, and in no hash.</summary>
    public const string Derived = "derived";

    /// <summary>No longer named by the feed file; the table still has it, with its former values.</summary>
    public const string Removed = "removed";

    /// <summary>What a declared column is.</summary>
    public static string Of(DatasetDefinition dataset, ColumnDefinition column)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(column);
        return dataset.Key.Contains(column.Name) ? Key
            : column.DerivedFrom is not null ? Derived
            : column.Tracked ? Tracked
            : Untracked;
    }
}
