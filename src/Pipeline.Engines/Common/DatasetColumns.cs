using Pipeline.Core.Feeds;

namespace Pipeline.Engines.Common;

/// <summary>A dataset's columns as <c>silver.dataset_columns</c> remembers them, to see when a feed file would rewrite history.</summary>
internal static class DatasetColumns
{
    private const string Key = "key";
    private const string Tracked = "tracked";
    private const string Untracked = "untracked";
    private const string Derived = "derived";

    public static IReadOnlyList<(int Position, string Name, ColumnType Type, string Role)> Of(DatasetDefinition dataset) =>
        [.. dataset.Columns.Select((column, index) => (index + 1, column.Name, column.Type, RoleOf(dataset, column)))];

    /// <summary>What the feed file asks for that the tables can't give without touching versions that are already written.</summary>
    public static IReadOnlyList<string> Differences(
        string feed,
        IReadOnlyList<(int Position, string Name, ColumnType Type, string Role)> wanted,
        IReadOnlyList<(string Name, string Type, string Role, string Feed)> known)
    {
        if (known.Count == 0)
        {
            return [];
        }

        if (known[0].Feed != feed)
        {
            return [$"the dataset belongs to feed '{known[0].Feed}': datasets share one schema, so their names are unique across feeds"];
        }

        var differences = new List<string>();
        foreach (var column in known)
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
            else if (now.Role != column.Role)
            {
                differences.Add($"column '{column.Name}' was {column.Role} and would be {now.Role}");
            }
        }

        differences.AddRange(wanted
            .Where(w => w.Role == Key && known.All(k => k.Name != w.Name))
            .Select(w => $"column '{w.Name}' is new and would be part of the key"));
        return differences;
    }

    private static string RoleOf(DatasetDefinition dataset, ColumnDefinition column) =>
        dataset.Key.Contains(column.Name) ? Key
        : column.DerivedFrom is not null ? Derived
        : column.Tracked ? Tracked
        : Untracked;
}
