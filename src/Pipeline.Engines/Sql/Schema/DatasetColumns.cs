using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Engines.Sql.Schema;

/// <summary>A dataset's columns as <c>history.dataset_columns</c> remembers them, to see when a feed file would rewrite history.</summary>
internal static class DatasetColumns
{
    public static IReadOnlyList<(int Position, string Name, ColumnType Type, string Role)> Of(DatasetDefinition dataset) =>
        [.. dataset.Columns.Select((column, index) => (index + 1, column.Name, column.Type, ColumnRole.Of(dataset, column)))];

    /// <summary>What is wrong where the dataset's tables are another feed's; null where they are not.</summary>
    public static string? Stranger(string feed, IReadOnlyList<(string Name, string Type, string Role, string Feed)> known) =>
        known.Count == 0 || known[0].Feed == feed
            ? null
            : $"the dataset belongs to feed '{known[0].Feed}': datasets share one schema, so their names are unique across feeds";

    /// <summary>Whether a column that was removed is named again: to the versions there are it is as new.</summary>
    public static bool ComesBack(string knownRole, string role) => knownRole == ColumnRole.Removed && role != ColumnRole.Key;

    /// <summary>What the feed file asks for that the tables can't give without touching versions that are already written.</summary>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<(int Position, string Name, ColumnType Type, string Role)> wanted,
        IReadOnlyList<(string Name, string Type, string Role, string Feed)> known)
    {
        if (known.Count == 0)
        {
            return [];
        }

        var differences = new List<string>();
        foreach (var column in known.Where(column => column.Role != ColumnRole.Removed || wanted.Any(w => w.Name == column.Name)))
        {
            var now = wanted.FirstOrDefault(w => w.Name == column.Name);
            if (now.Name is null)
            {
                differences.Add($"column '{column.Name}' ({column.Role}, {column.Type}) is no longer named");
            }
            else if (now.Type.ToString() != column.Type)
            {
                differences.Add($"column '{column.Name}' was {column.Type} and would be {now.Type}");
            }
            else if (now.Role != column.Role && !ComesBack(column.Role, now.Role))
            {
                differences.Add($"column '{column.Name}' was {column.Role} and would be {now.Role}");
            }
        }

        differences.AddRange(wanted
            .Where(w => w.Role == ColumnRole.Key && known.All(k => k.Name != w.Name))
            .Select(w => $"column '{w.Name}' is new and would be part of the key"));
        return differences;
    }
}
