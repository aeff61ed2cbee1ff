using Pipeline.Core.Feeds;

namespace Pipeline.Core.Verification;

/// <summary>A dataset's table in silver as it is, whatever the feed file says by now.</summary>
/// <param name="Feed">The feed that it belongs to.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record StoredTable(string Feed, string Dataset, IReadOnlyList<StoredColumn> Columns)
{
    /// <summary>Where a column stands among the others, or -1.</summary>
    public int IndexOf(string column)
    {
        for (var index = 0; index < Columns.Count; index++)
        {
            if (Columns[index].Name == column)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The names of the key's columns, in no order of their own.</summary>
    public IEnumerable<StoredColumn> Key => Columns.Where(column => column.Role == "key");
}

/// <summary>A column of a table in silver.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Role">What it is: <c>key</c>, <c>tracked</c>, <c>untracked</c>, <c>derived</c>, or <c>removed</c>.</param>
public sealed record StoredColumn(string Name, ColumnType Type, string Role);
