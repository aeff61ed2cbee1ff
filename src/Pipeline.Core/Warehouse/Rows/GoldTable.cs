namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A table of gold.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="Grain">The columns that make a row unique; none where the table has exactly one row.</param>
public sealed record GoldTable(string Name, IReadOnlyList<GoldColumn> Columns, IReadOnlyList<string> Grain);
