using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Erasure;
using Pipeline.Engines.Sql.Ledger;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>What a delivery's changes are as rows: of bronze, of quarantine, of the merge's stage, of held keys.</summary>
internal sealed class HistoryRows(Arrival arrival, IDatasetChanges changes, CancellationToken cancellationToken)
{
    /// <summary>The places among the columns of those that say on which machine a record lies, and can't be null; none on one server.</summary>
    public IReadOnlyList<int> Place { get; init; } = [];

    /// <summary>What arrived and was not known before.</summary>
    public void WriteBronze(IBulkWriter writer)
    {
        SetRun(writer);
        foreach (var record in changes.Opened().Concat(changes.Refreshed()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            SetRecord(writer, record);
            writer.Set("row_hash", record.Row);
            writer.Run();
        }
    }

    /// <summary>What can't be accepted, with its reason.</summary>
    public void WriteQuarantine(IBulkWriter writer)
    {
        SetRun(writer);
        WriteQuarantine(writer, arrival.Run.Feed, changes.Dataset.Name, arrival.Night.Date, arrival.Delivery.File, changes.Quarantined(), cancellationToken);
    }

    /// <summary>Records with the reasons why they can't be accepted; the delivery and the run are set already.</summary>
    public static void WriteQuarantine(
        IBulkWriter writer, string feed, string dataset, DateOnly night, string file, IEnumerable<ReadRecord> records, CancellationToken cancellationToken)
    {
        writer.Set("feed", feed);
        writer.Set("dataset", dataset);
        writer.SetNight("night", night);
        writer.Set("file", file);
        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SetRecord(writer, record);
            writer.Set("reason", RejectionWords.Of(record.Rejection!.Reason));
            writer.Set("column_name", record.Rejection.Column);
            writer.Set("value", record.Rejection.Value);
            writer.Set("message", record.Rejection.Message);
            writer.Set("parent_key_hash", record.ParentKey);
            writer.Run();
        }
    }

    /// <summary>The changes that the merge folds into silver: <c>open</c>, <c>refresh</c> or <c>close</c>.</summary>
    public void WriteStage(IBulkWriter writer)
    {
        WriteChanged(writer);
        WriteGone(writer);
    }

    /// <summary>The changes that bring values: <c>open</c> or <c>refresh</c>.</summary>
    public void WriteChanged(IBulkWriter writer)
    {
        var columns = changes.Dataset.Columns;
        var isList = changes.Dataset.Parent is not null;
        var names = columns.Select((_, index) => DatasetSql.Parameter(index)).ToArray();
        foreach (var (change, records) in new[] { ("open", changes.Opened()), ("refresh", changes.Refreshed()) })
        {
            writer.Set("change", change);
            foreach (var record in records)
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.Set("key_hash", record.Key);
                writer.Set("row_hash", record.Row);
                writer.Set("untracked_hash", record.Untracked);
                if (isList)
                {
                    writer.Set("parent_key_hash", record.ParentKey);
                }

                for (var column = 0; column < names.Length; column++)
                {
                    writer.SetValue(names[column], columns[column].Type, record.Values[column] ?? Filler(Place, columns, column, record));
                }

                writer.Run();
            }
        }
    }

    /// <summary>The keys whose versions end: <c>close</c>.</summary>
    public void WriteGone(IBulkWriter writer)
    {
        writer.Clear();
        writer.Set("change", "close");
        WriteHashes(writer, "key_hash", changes.Gone());
    }

    /// <summary>The keys that quarantined rows hold.</summary>
    public void WriteHeld(IBulkWriter writer) => WriteHeld(writer, arrival.Run.Feed, changes.Dataset.Name, arrival.Night.Date, changes.Held);

    /// <summary>What one night's quarantined rows hold in a dataset.</summary>
    public static void WriteHeld(IBulkWriter writer, string feed, string dataset, DateOnly night, IEnumerable<HeldKey> keys)
    {
        writer.Set("feed", feed);
        writer.Set("dataset", dataset);
        writer.SetNight("night", night);
        foreach (var held in keys)
        {
            writer.Set("scope", Word(held.Scope));
            writer.Set("hash", held.Hash);
            writer.Run();
        }
    }

    /// <summary>What a scope is called in the table of held keys.</summary>
    public static string Word(HoldScope scope) => scope is HoldScope.Key ? "key" : "siblings";

    /// <summary>One hash a row.</summary>
    public static void WriteHashes(IBulkWriter writer, string column, IEnumerable<Hash128> hashes)
    {
        foreach (var hash in hashes)
        {
            writer.Set(column, hash);
            writer.Run();
        }
    }

    /// <summary>What is written where a record has no value: null, unless the column places it.</summary>
    public static string? Filler(IReadOnlyList<int> place, IReadOnlyList<ColumnDefinition> columns, int column, ReadRecord record) =>
        place.Contains(column) ? StandIn.Of(columns[column].Type, record.Key!.Value) : null;

    private void SetRun(IBulkWriter writer)
    {
        writer.Set("delivery_id", arrival.DeliveryId);
        writer.SetId("run_id", arrival.Run.RunId);
        writer.SetInstant("recorded_at", arrival.Run.RecordedAt);
    }

    private static void SetRecord(IBulkWriter writer, ReadRecord record)
    {
        writer.Set("record_no", record.Position.Ordinal);
        writer.Set("line_no", record.Position.Line);
        writer.Set("byte_offset", record.Position.ByteOffset);
        writer.Set("key_hash", record.Key);
        writer.SetText("raw", record.RawUtf8);
    }
}
