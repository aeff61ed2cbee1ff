using Pipeline.Engines.Sql.Bulk;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>A table that arrived rows are added to; a row that it already has stays unchanged (H33).</summary>
/// <param name="Insert">The statement that adds the rows.</param>
/// <param name="Columns">The columns that are written.</param>
internal sealed record LandedTable(string Insert, IReadOnlyList<BulkColumn> Columns)
{
    public static LandedTable Bronze { get; } = new("land/insert_bronze", BulkColumns.Bronze);

    public static LandedTable Quarantine { get; } = new("land/insert_quarantine", BulkColumns.Quarantine);
}
