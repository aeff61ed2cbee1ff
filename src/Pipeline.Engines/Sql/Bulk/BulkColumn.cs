using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Engines.Sql.Bulk;

/// <summary>A column of a table that is loaded in bulk.</summary>
/// <param name="Name">Its name: never a feed's own, which may hold any character.</param>
/// <param name="Type">Its type; null for a hash or an identifier.</param>
/// <param name="IsId">Whether it holds identifiers, such as a run's.</param>
internal sealed record BulkColumn(string Name, ColumnType? Type, bool IsId = false)
{
    public static BulkColumn Text(string name) => new(name, new ColumnType(ColumnKind.Text));

    public static BulkColumn Integer(string name) => new(name, new ColumnType(ColumnKind.Integer));

    public static BulkColumn Night(string name) => new(name, new ColumnType(ColumnKind.Date));

    public static BulkColumn Instant(string name) => new(name, new ColumnType(ColumnKind.Timestamp));

    public static BulkColumn Id(string name) => new(name, null, IsId: true);

    public static BulkColumn Hash(string name) => new(name, null);
}
