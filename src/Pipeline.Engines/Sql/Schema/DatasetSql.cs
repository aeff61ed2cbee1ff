using System.Globalization;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Engines.Sql.Schema;

/// <summary>What the SQL templates know of one dataset.</summary>
internal static class DatasetSql
{
    /// <param name="dataset">The dataset.</param>
    /// <param name="dialect">The engine's own names of types.</param>
    public static Dictionary<string, object> Model(DatasetDefinition dataset, Dialect dialect) => new()
    {
        ["table"] = dataset.Name,
        ["superseded_table"] = GeneratedNames.Of(dataset.Name, "__superseded"),
        ["open_index"] = GeneratedNames.Of(dataset.Name, "__open"),
        ["night_index"] = GeneratedNames.Of(dataset.Name, "__nights"),
        ["version_index"] = GeneratedNames.Of(dataset.Name, "__versions"),
        ["family_index"] = GeneratedNames.Of(dataset.Name, "__families"),
        ["begins_index"] = GeneratedNames.Of(dataset.Name, "__begins"),
        ["ends_index"] = GeneratedNames.Of(dataset.Name, "__ends"),
        ["landed_index"] = GeneratedNames.Of(dataset.Name, "__landed"),
        ["former_index"] = GeneratedNames.Of(dataset.Name, "__former"),
        ["fingerprint_index"] = GeneratedNames.Of(dataset.Name, "__fingerprints"),
        ["stage"] = "stage",
        ["gone"] = "stage",
        ["wanted"] = "wanted",
        ["is_list"] = dataset.Parent is not null,
        ["is_full"] = dataset.Mode is DatasetMode.Full,
        ["is_looked_up_list"] = dataset is { Mode: not DatasetMode.Full, Parent: not null },
        ["columns"] = Columns(dataset, dialect).ToList(),
        ["place"] = dialect.Place(dataset).Select(index => Columns(dataset, dialect).ElementAt(index)).ToList(),
        ["derived"] = dataset.Columns.Index().Where(column => column.Item.DerivedFrom is not null).Select(column => Columns(dataset, dialect).ElementAt(column.Index)).ToList(),
        ["untracked"] = Columns(dataset, dialect).Where(column => !(bool)column["tracked"]).ToList(),
    };

    /// <summary>The name of the parameter or alias of a column; a column's own name may hold any character.</summary>
    public static string Parameter(int column) => string.Create(CultureInfo.InvariantCulture, $"c{column}");

    private static IEnumerable<Dictionary<string, object>> Columns(DatasetDefinition dataset, Dialect dialect) =>
        dataset.Columns.Select((column, index) => new Dictionary<string, object>
        {
            ["name"] = column.Name,
            ["type"] = dialect.TypeOf(column.Type),
            ["parameter"] = Parameter(index),
            ["tracked"] = IsTracked(dataset, column),
        });

    // What is derived from an untracked column is refreshed with it.
    private static bool IsTracked(DatasetDefinition dataset, ColumnDefinition column) => column.DerivedFrom is { } source
        ? IsTracked(dataset, dataset.Columns.First(c => c.Name == source))
        : column.Tracked || dataset.Key.Contains(column.Name);
}
