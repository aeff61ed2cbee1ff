using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Feeds;
using Pipeline.Core.History;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Sqlite;

/// <summary>Lands changes in bronze and folds them into silver.</summary>
internal sealed class SqliteHistory(SqliteConnections connections, SqlLibrary sql)
{
    private static readonly string[] BronzeParameters =
        ["delivery_id", "record_no", "line_no", "byte_offset", "key_hash", "row_hash", "raw", "run_id", "recorded_at"];

    private static readonly string[] QuarantineParameters =
    [
        "delivery_id", "record_no", "feed", "dataset", "night", "file", "line_no", "byte_offset", "reason", "column_name", "value",
        "message", "key_hash", "parent_key_hash", "raw", "run_id", "recorded_at",
    ];

    public void Land(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        using var connection = connections.Open();
        using (var transaction = connection.BeginTransaction(deferred: true))
        {
            var text = sql.Render("land/insert_bronze.sql", DatasetSql.Model(changes.Dataset, SqliteDialect.TypeOf));
            using var insert = new SqliteInsert(connection, transaction, text, BronzeParameters);
            SetRun(insert, arrival);
            foreach (var record in changes.Opened().Concat(changes.Refreshed()))
            {
                cancellationToken.ThrowIfCancellationRequested();
                SetRecord(insert, record);
                insert["row_hash"] = record.Row.ToBytes();
                insert.Run();
            }

            transaction.Commit();
        }

        LandQuarantine(connection, arrival, changes);
    }

    public AcceptedNight Merge(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var model = DatasetSql.Model(changes.Dataset, SqliteDialect.TypeOf);
        using var connection = connections.Open();
        Stage(connection, changes, model, cancellationToken);

        using var transaction = connection.BeginTransaction(deferred: true);
        var parameters = new { night = Instants.Text(arrival.Night.Instant), run_id = arrival.RunId.ToString("D") };
        int Run(string file) => connection.Execute(sql.Render(file, model), parameters, transaction);

        var back = Run("merge/close_before_return.sql");
        var closed = Run("merge/close_changed.sql") + Run("merge/close_gone.sql");
        if (model["untracked"] is List<Dictionary<string, object>> { Count: > 0 })
        {
            Run("merge/refresh_untracked.sql");
        }

        var opened = Run("merge/open_versions.sql");
        var accepted = Reconciliation.Accept(arrival, changes, Before(connection, transaction, arrival, changes), opened, closed, back);
        Record(connection, transaction, arrival, changes, accepted);
        transaction.Commit();
        return accepted;
    }

    // A full dataset's open versions were just read, one by one; the others' are known from the night before.
    private long Before(SqliteConnection connection, SqliteTransaction transaction, Arrival arrival, DatasetChanges changes) =>
        changes.Dataset.Mode is DatasetMode.Full
            ? changes.Tally.OpenBefore
            : connection.QuerySingle<long>(
                sql.Text("read/open_after_last_night.sql"), new { feed = arrival.Feed, dataset = changes.Dataset.Name }, transaction);

    private void Record(
        SqliteConnection connection, SqliteTransaction transaction, Arrival arrival, DatasetChanges changes, AcceptedNight accepted)
    {
        connection.Execute(sql.Text("merge/keep_definition.sql"), new
        {
            digest = accepted.DefinitionDigest,
            dataset = accepted.Dataset,
            definition = DefinitionText.Of(changes.Dataset),
            feed_text = arrival.FeedText,
        }, transaction);
        connection.Execute(
            sql.Text("merge/accept_night.sql"), AcceptedNightRow.Parameters(arrival, accepted, changes.AbsencesHeld), transaction);
        foreach (var held in changes.Held)
        {
            connection.Execute(sql.Text("merge/hold_key.sql"), new
            {
                feed = arrival.Feed,
                dataset = accepted.Dataset,
                night = arrival.Night.Name,
                scope = held.Scope is HoldScope.Key ? "key" : "siblings",
                hash = held.Hash.ToBytes(),
            }, transaction);
        }
    }

    // Temporary tables are a file of their own, so the bulk of the writing is over before silver is locked.
    private void Stage(
        SqliteConnection connection, DatasetChanges changes, Dictionary<string, object> model, CancellationToken cancellationToken)
    {
        SqliteConnections.Execute(connection, sql.Render("merge/create_stage.sql", model));
        var columns = changes.Dataset.Columns;
        var isList = changes.Dataset.Parent is not null;
        var names = new List<string> { "change", "key_hash", "row_hash", "untracked_hash" };
        names.AddRange(isList ? ["parent_key_hash"] : []);
        names.AddRange(columns.Select((_, index) => DatasetSql.Parameter(index)));

        using var transaction = connection.BeginTransaction(deferred: true);
        using var insert = new SqliteInsert(connection, transaction, sql.Render("merge/insert_stage.sql", model), names);
        foreach (var (change, records) in new[] { ("open", changes.Opened()), ("refresh", changes.Refreshed()) })
        {
            insert["change"] = change;
            foreach (var record in records)
            {
                cancellationToken.ThrowIfCancellationRequested();
                insert["key_hash"] = record.Key!.Value.ToBytes();
                insert["row_hash"] = record.Row.ToBytes();
                insert["untracked_hash"] = record.Untracked?.ToBytes();
                if (isList)
                {
                    insert["parent_key_hash"] = record.ParentKey!.Value.ToBytes();
                }

                for (var column = 0; column < columns.Count; column++)
                {
                    insert[DatasetSql.Parameter(column)] = SqliteDialect.ValueOf(columns[column].Type, record.Values[column]);
                }

                insert.Run();
            }
        }

        names.ForEach(name => insert[name] = null);
        insert["change"] = "close";
        foreach (var key in changes.Gone())
        {
            insert["key_hash"] = key.ToBytes();
            insert.Run();
        }

        transaction.Commit();
    }

    private void LandQuarantine(SqliteConnection connection, Arrival arrival, DatasetChanges changes)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        using var insert = new SqliteInsert(connection, transaction, sql.Text("land/insert_quarantine.sql"), QuarantineParameters);
        SetRun(insert, arrival);
        insert["feed"] = arrival.Feed;
        insert["dataset"] = changes.Dataset.Name;
        insert["night"] = arrival.Night.Name;
        insert["file"] = arrival.Delivery.File;
        foreach (var record in changes.Quarantined())
        {
            SetRecord(insert, record);
            insert["reason"] = RejectionWords.Of(record.Rejection!.Reason);
            insert["column_name"] = record.Rejection.Column;
            insert["value"] = record.Rejection.Value;
            insert["message"] = record.Rejection.Message;
            insert["parent_key_hash"] = record.ParentKey?.ToBytes();
            insert.Run();
        }

        transaction.Commit();
    }

    private static void SetRun(SqliteInsert insert, Arrival arrival)
    {
        insert["delivery_id"] = arrival.DeliveryId.ToBytes();
        insert["run_id"] = arrival.RunId.ToString("D");
        insert["recorded_at"] = Instants.Text(arrival.RecordedAt);
    }

    private static void SetRecord(SqliteInsert insert, ReadRecord record)
    {
        insert["record_no"] = record.Position.Ordinal;
        insert["line_no"] = record.Position.Line;
        insert["byte_offset"] = record.Position.ByteOffset < 0 ? null : record.Position.ByteOffset;
        insert["key_hash"] = record.Key?.ToBytes();
        insert["raw"] = record.Raw;
    }
}
