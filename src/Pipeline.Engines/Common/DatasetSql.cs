using System.Globalization;
using Pipeline.Core.Feeds;

namespace Pipeline.Engines.Common;

/// <summary>What the SQL templates know of one dataset.</summary>
internal static class DatasetSql
{
    /// <param name="dataset">The dataset.</param>
    /// <param name="typeOf">The engine's own name of a type.</param>
    public static Dictionary<string, object> Model(DatasetDefinition dataset, Func<ColumnType, string> typeOf) => new()
    {
        ["table"] = dataset.Name,
        ["superseded_table"] = $"{dataset.Name}__superseded",
        ["open_index"] = $"{dataset.Name}__open",
        ["version_index"] = $"{dataset.Name}__versions",
        ["parent_index"] = $"{dataset.Name}__parents",
        ["fingerprint_index"] = $"{dataset.Name}__fingerprints",
        ["is_list"] = dataset.Parent is not null,
        ["is_full"] = dataset.Mode is DatasetMode.Full,
        ["is_upsert_list"] = dataset is { Mode: DatasetMode.Upsert, Parent: not null },
        ["columns"] = Columns(dataset, typeOf).ToList(),
        ["untracked"] = Columns(dataset, typeOf).Where(column => !(bool)column["tracked"]).ToList(),
    };

    /// <summary>The name of the parameter or alias that stands for a column; a column's own name may hold any character.</summary>
    public static string Parameter(int column) => string.Create(CultureInfo.InvariantCulture, $"c{column}");

    private static IEnumerable<Dictionary<string, object>> Columns(DatasetDefinition dataset, Func<ColumnType, string> typeOf) =>
        dataset.Columns.Select((column, index) => new Dictionary<string, object>
        {
            ["name"] = column.Name,
            ["type"] = typeOf(column.Type),
            ["parameter"] = Parameter(index),
            ["tracked"] = IsTracked(dataset, column),
        });

    // What is derived from an untracked column is refreshed with it.
    private static bool IsTracked(DatasetDefinition dataset, ColumnDefinition column) => column.DerivedFrom is { } source
        ? IsTracked(dataset, dataset.Columns.First(c => c.Name == source))
        : column.Tracked || dataset.Key.Contains(column.Name);
}
