using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A column of a gold table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; decimals are rounded to its scale.</param>
/// <param name="Meaning">What it means, with its unit.</param>
public sealed record GoldColumn(string Name, ColumnType Type, string Meaning);
