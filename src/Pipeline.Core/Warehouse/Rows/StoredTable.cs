using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A dataset's table in silver as it is, whatever the feed file says now.</summary>
/// <param name="Feed">The feed that it belongs to.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="Renames">What its columns have been called since its nights were accepted, in order.</param>
public sealed record StoredTable(string Feed, string Dataset, IReadOnlyList<StoredColumn> Columns, IReadOnlyList<ColumnRename> Renames)
{
    /// <summary>What the table calls a column of the definition that an accepted night was read with.</summary>
    /// <remarks>A name alone does not tell: a column may be renamed and removed since, and another be called as it once was.</remarks>
    public string NameOf(AcceptedNight night, ColumnDefinition column)
    {
        ArgumentNullException.ThrowIfNull(night);
        ArgumentNullException.ThrowIfNull(column);
        return Renames.Where(rename => rename.Night == night.Night.Date && rename.RunId == night.RunId)
            .Aggregate(column.Name, (name, rename) => rename.From == name ? rename.To : name);
    }

    /// <summary>Where a column of the definition that an accepted night was read with stands among the table's, or -1.</summary>
    public int IndexOf(AcceptedNight night, ColumnDefinition column) => IndexOf(NameOf(night, column));

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

/// <summary>That a column is called otherwise since a night was accepted.</summary>
/// <param name="Night">The night's business date.</param>
/// <param name="RunId">The run that accepted it.</param>
/// <param name="From">What it was called.</param>
/// <param name="To">What it is called since.</param>
public sealed record ColumnRename(DateOnly Night, Guid RunId, string From, string To);

/// <summary>A column of a table in silver.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Role">What it is: <c>key</c>, <c>tracked</c>, <c>untracked</c>, <c>derived</c>, or <c>removed</c>.</param>
public sealed record StoredColumn(string Name, ColumnType Type, string Role);
