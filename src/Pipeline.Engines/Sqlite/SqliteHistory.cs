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
    public void Land(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        using var connection = connections.Open();
        using (var transaction = connection.BeginTransaction(deferred: true))
        {
            var text = sql.Render("land/insert_bronze.sql", DatasetSql.Model(changes.Dataset, SqliteDialect.TypeOf));
            using var insert = new SqliteInsert(connection, text);
            SetRun(insert, arrival);
            foreach (var record in changes.Opened().Concat(changes.Refreshed()))
            {
                cancellationToken.ThrowIfCancellationRequested();
                SetRecord(insert, record);
                insert.Set("row_hash", record.Row);
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
        var parameters = columns.Select((_, index) => DatasetSql.Parameter(index)).ToArray();

        using var transaction = connection.BeginTransaction(deferred: true);
        using var insert = new SqliteInsert(connection, sql.Render("merge/insert_stage.sql", model));
        foreach (var (change, records) in new[] { ("open", changes.Opened()), ("refresh", changes.Refreshed()) })
        {
            insert.Set("change", change);
            foreach (var record in records)
            {
                cancellationToken.ThrowIfCancellationRequested();
                insert.Set("key_hash", record.Key);
                insert.Set("row_hash", record.Row);
                insert.Set("untracked_hash", record.Untracked);
                if (isList)
                {
                    insert.Set("parent_key_hash", record.ParentKey);
                }

                for (var column = 0; column < columns.Count; column++)
                {
                    SqliteDialect.Bind(insert, parameters[column], columns[column].Type, record.Values[column]);
                }

                insert.Run();
            }
        }

        insert.Clear();
        insert.Set("change", "close");
        foreach (var key in changes.Gone())
        {
            insert.Set("key_hash", key);
            insert.Run();
        }

        transaction.Commit();
    }

    private void LandQuarantine(SqliteConnection connection, Arrival arrival, DatasetChanges changes)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        using var insert = new SqliteInsert(connection, sql.Text("land/insert_quarantine.sql"));
        SetRun(insert, arrival);
        insert.Set("feed", arrival.Feed);
        insert.Set("dataset", changes.Dataset.Name);
        insert.Set("night", arrival.Night.Name);
        insert.Set("file", arrival.Delivery.File);
        foreach (var record in changes.Quarantined())
        {
            SetRecord(insert, record);
            insert.Set("reason", RejectionWords.Of(record.Rejection!.Reason));
            insert.Set("column_name", record.Rejection.Column);
            insert.Set("value", record.Rejection.Value);
            insert.Set("message", record.Rejection.Message);
            insert.Set("parent_key_hash", record.ParentKey);
            insert.Run();
        }

        transaction.Commit();
    }

    private static void SetRun(SqliteInsert insert, Arrival arrival)
    {
        insert.Set("delivery_id", arrival.DeliveryId);
        insert.Set("run_id", arrival.RunId.ToString("D"));
        insert.Set("recorded_at", Instants.Text(arrival.RecordedAt));
    }

    private static void SetRecord(SqliteInsert insert, ReadRecord record)
    {
        insert.Set("record_no", record.Position.Ordinal);
        insert.Set("line_no", record.Position.Line);
        insert.Set("byte_offset", record.Position.ByteOffset);
        insert.Set("key_hash", record.Key);
        insert.SetText("raw", record.RawUtf8.Span);
    }
}
