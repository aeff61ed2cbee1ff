using Pipeline.Core.Feeds.Definitions;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Sql.Bulk;

/// <summary>The columns that <see cref="HistoryRows"/> writes, for engines whose bulk path must know them first.</summary>
internal static class BulkColumns
{
    public static IReadOnlyList<BulkColumn> Bronze { get; } =
    [
        BulkColumn.Hash("delivery_id"), BulkColumn.Integer("record_no"), BulkColumn.Integer("line_no"),
        BulkColumn.Integer("byte_offset"), BulkColumn.Hash("key_hash"), BulkColumn.Hash("row_hash"), BulkColumn.Text("raw"),
        BulkColumn.Id("run_id"), BulkColumn.Instant("recorded_at"),
    ];

    public static IReadOnlyList<BulkColumn> Quarantine { get; } =
    [
        BulkColumn.Hash("delivery_id"), BulkColumn.Integer("record_no"), BulkColumn.Text("feed"), BulkColumn.Text("dataset"),
        BulkColumn.Night("night"), BulkColumn.Text("file"), BulkColumn.Integer("line_no"), BulkColumn.Integer("byte_offset"),
        BulkColumn.Text("reason"), BulkColumn.Text("column_name"), BulkColumn.Text("value"), BulkColumn.Text("message"),
        BulkColumn.Hash("key_hash"), BulkColumn.Hash("parent_key_hash"), BulkColumn.Text("raw"), BulkColumn.Id("run_id"),
        BulkColumn.Instant("recorded_at"),
    ];

    public static IReadOnlyList<BulkColumn> Held { get; } =
    [
        BulkColumn.Text("feed"), BulkColumn.Text("dataset"), BulkColumn.Night("night"), BulkColumn.Text("scope"), BulkColumn.Hash("hash"),
    ];

    public static IReadOnlyList<BulkColumn> Wanted { get; } = [BulkColumn.Hash("hash")];

    public static IReadOnlyList<BulkColumn> Gone { get; } = [BulkColumn.Text("change"), BulkColumn.Hash("key_hash")];

    public static IReadOnlyList<BulkColumn> Stage(DatasetDefinition dataset) =>
    [
        BulkColumn.Text("change"),
        BulkColumn.Hash("key_hash"),
        .. dataset.Parent is null ? [] : new[] { BulkColumn.Hash("parent_key_hash") },
        BulkColumn.Hash("row_hash"),
        BulkColumn.Hash("untracked_hash"),
        .. dataset.Columns.Select((column, index) => new BulkColumn(DatasetSql.Parameter(index), column.Type)),
    ];

    public static IReadOnlyList<BulkColumn> Correction(DatasetDefinition dataset) =>
    [
        BulkColumn.Text("change"),
        BulkColumn.Hash("key_hash"),
        .. dataset.Parent is null ? [] : new[] { BulkColumn.Hash("parent_key_hash") },
        BulkColumn.Hash("row_hash"),
        BulkColumn.Hash("untracked_hash"),
        BulkColumn.Instant("source_from"),
        BulkColumn.Instant("valid_from"),
        BulkColumn.Instant("valid_to"),
        new BulkColumn("is_latest", new ColumnType(ColumnKind.Boolean)),
        .. dataset.Columns.Select((column, index) => new BulkColumn(DatasetSql.Parameter(index), column.Type)),
    ];
}
