using Pipeline.Core.Feeds;
using Pipeline.Core.History;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Common;

/// <summary>What a delivery's changes are as rows: of bronze, of quarantine, of the merge's stage, of held keys.</summary>
internal sealed class HistoryRows(Dialect dialect, Arrival arrival, DatasetChanges changes)
{
    private static readonly BulkColumn[] BronzeColumns =
    [
        BulkColumn.Hash("delivery_id"), BulkColumn.Integer("record_no"), BulkColumn.Integer("line_no"),
        BulkColumn.Integer("byte_offset"), BulkColumn.Hash("key_hash"), BulkColumn.Hash("row_hash"), BulkColumn.Text("raw"),
        BulkColumn.Text("run_id"), BulkColumn.Instant("recorded_at"),
    ];

    private static readonly BulkColumn[] QuarantineColumns =
    [
        BulkColumn.Hash("delivery_id"), BulkColumn.Integer("record_no"), BulkColumn.Text("feed"), BulkColumn.Text("dataset"),
        BulkColumn.Night("night"), BulkColumn.Text("file"), BulkColumn.Integer("line_no"), BulkColumn.Integer("byte_offset"),
        BulkColumn.Text("reason"), BulkColumn.Text("column_name"), BulkColumn.Text("value"), BulkColumn.Text("message"),
        BulkColumn.Hash("key_hash"), BulkColumn.Hash("parent_key_hash"), BulkColumn.Text("raw"), BulkColumn.Text("run_id"),
        BulkColumn.Instant("recorded_at"),
    ];

    private static readonly BulkColumn[] HeldColumns =
    [
        BulkColumn.Text("feed"), BulkColumn.Text("dataset"), BulkColumn.Night("night"), BulkColumn.Text("scope"), BulkColumn.Hash("hash"),
    ];

    private readonly byte[] _delivery = arrival.DeliveryId.ToBytes();
    private readonly string _run = arrival.RunId.ToString("D");
    private readonly object _recordedAt = dialect.BulkInstant(arrival.RecordedAt);
    private readonly object _night = dialect.BulkNight(arrival.Night.Date);

    /// <summary>What arrived and was not known before.</summary>
    public BulkTable Bronze => new(BronzeColumns, changes.Opened().Concat(changes.Refreshed()).Select(record => new object?[]
    {
        _delivery, record.Position.Ordinal, record.Position.Line, Offset(record), record.Key?.ToBytes(), record.Row.ToBytes(),
        record.Raw, _run, _recordedAt,
    }));

    /// <summary>What can't be accepted, with its reason.</summary>
    public BulkTable Quarantine => new(QuarantineColumns, changes.Quarantined().Select(record => new object?[]
    {
        _delivery, record.Position.Ordinal, arrival.Feed, changes.Dataset.Name, _night, arrival.Delivery.File,
        record.Position.Line, Offset(record), RejectionWords.Of(record.Rejection!.Reason), record.Rejection.Column,
        record.Rejection.Value, record.Rejection.Message, record.Key?.ToBytes(), record.ParentKey?.ToBytes(), record.Raw, _run,
        _recordedAt,
    }));

    /// <summary>The keys that quarantined rows hold.</summary>
    public BulkTable Held => new(HeldColumns, changes.Held.Select(held => new object?[]
    {
        arrival.Feed, changes.Dataset.Name, _night, held.Scope is HoldScope.Key ? "key" : "siblings", held.Hash.ToBytes(),
    }));

    /// <summary>The changes that the merge folds into silver: <c>open</c>, <c>refresh</c> or <c>close</c>.</summary>
    public BulkTable Stage => new(StageColumns, StageRows());

    private bool IsList => changes.Dataset.Parent is not null;

    private List<BulkColumn> StageColumns =>
    [
        BulkColumn.Text("change"),
        BulkColumn.Hash("key_hash"),
        .. IsList ? [BulkColumn.Hash("parent_key_hash")] : Array.Empty<BulkColumn>(),
        BulkColumn.Hash("row_hash"),
        BulkColumn.Hash("untracked_hash"),
        .. changes.Dataset.Columns.Select((column, index) => new BulkColumn(DatasetSql.Parameter(index), column.Type)),
    ];

    private IEnumerable<object?[]> StageRows()
    {
        var columns = changes.Dataset.Columns;
        var row = new object?[StageColumns.Count];
        foreach (var (change, records) in new[] { ("open", changes.Opened()), ("refresh", changes.Refreshed()) })
        {
            foreach (var record in records)
            {
                Fill(row, columns, change, record);
                yield return row;
            }
        }

        Array.Clear(row);
        row[0] = "close";
        foreach (var key in changes.Gone())
        {
            row[1] = key.ToBytes();
            yield return row;
        }
    }

    private void Fill(object?[] row, IReadOnlyList<ColumnDefinition> columns, string change, ReadRecord record)
    {
        var next = 0;
        row[next++] = change;
        row[next++] = record.Key!.Value.ToBytes();
        if (IsList)
        {
            row[next++] = record.ParentKey!.Value.ToBytes();
        }

        row[next++] = record.Row.ToBytes();
        row[next++] = record.Untracked?.ToBytes();
        for (var column = 0; column < columns.Count; column++)
        {
            row[next++] = dialect.ValueOf(columns[column].Type, record.Values[column]);
        }
    }

    private static long? Offset(ReadRecord record) => record.Position.ByteOffset < 0 ? null : record.Position.ByteOffset;
}
