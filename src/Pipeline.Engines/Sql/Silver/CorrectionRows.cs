using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>What a correction is as rows: of the stage, of held keys, of quarantine.</summary>
internal sealed class CorrectionRows(RunStamp run, SilverCorrection correction, CancellationToken cancellationToken)
{
    private static readonly ColumnType Boolean = new(ColumnKind.Boolean);
    private static readonly ColumnType Timestamp = new(ColumnKind.Timestamp);

    /// <inheritdoc cref="HistoryRows.Place"/>
    public IReadOnlyList<int> Place { get; init; } = [];

    /// <summary>The changes of versions.</summary>
    public void WriteStage(IBulkWriter writer)
    {
        var columns = correction.Dataset.AsTable.Columns;
        var names = columns.Select((_, index) => DatasetSql.Parameter(index)).ToArray();
        foreach (var change in correction.Changes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Clear();
            writer.Set("change", Word(change.Action));
            writer.Set("key_hash", change.Key);
            SetInstant(writer, "source_from", change.Source);
            SetInstant(writer, "valid_from", change.From);
            SetInstant(writer, "valid_to", change.To);
            writer.SetValue("is_latest", Boolean, change.IsLatest ? "true" : "false");
            if (change.Record is { } record)
            {
                SetRecord(writer, names, columns, record);
            }

            writer.Run();
        }
    }

    /// <summary>What the night holds now.</summary>
    public void WriteHeld(IBulkWriter writer) =>
        HistoryRows.WriteHeld(writer, run.Feed, correction.Dataset.Name, correction.Night.Date, correction.Held);

    /// <summary>What later nights quarantine now.</summary>
    public void WriteQuarantine(IBulkWriter writer)
    {
        foreach (var change in correction.QuarantineChanges)
        {
            writer.Clear();
            writer.Set("delivery_id", change.Night.DeliveryId);
            writer.SetId("run_id", run.RunId);
            writer.SetInstant("recorded_at", run.RecordedAt);
            HistoryRows.WriteQuarantine(
                writer, run.Feed, correction.Dataset.Name, change.Night.Night.Date, change.Delivery.File, change.Added, cancellationToken);
        }
    }

    private void SetRecord(IBulkWriter writer, string[] names, IReadOnlyList<ColumnDefinition> columns, ReadRecord record)
    {
        writer.Set("row_hash", record.Row);
        writer.Set("untracked_hash", record.Untracked);
        if (correction.Dataset.Parent is not null)
        {
            writer.Set("parent_key_hash", record.ParentKey);
        }

        for (var column = 0; column < names.Length; column++)
        {
            // A record that was just delivered has no value in a column that its feed file no longer names.
            var value = column < record.Values.Count ? record.Values[column] : null;
            writer.SetValue(names[column], columns[column].Type, value ?? HistoryRows.Filler(Place, columns, column, record));
        }
    }

    private static void SetInstant(IBulkWriter writer, string column, DateTime? utc)
    {
        if (utc is { } instant)
        {
            writer.SetInstant(column, new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)));
        }
        else
        {
            writer.SetValue(column, Timestamp, null);
        }
    }

    private static string Word(VersionAction action) => action switch
    {
        VersionAction.Supersede => "take_back",
        VersionAction.Copy => "copy",
        VersionAction.Write => "write",
        VersionAction.Derive => "derive",
        _ => "mark",
    };
}
