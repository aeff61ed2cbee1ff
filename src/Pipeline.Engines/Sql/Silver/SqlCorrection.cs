using System.Data.Common;
using Dapper;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Audit;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>Folds the stage of a correction into silver: a night that is inserted, replaced or withdrawn; the same on every engine.</summary>
internal sealed class SqlCorrection(SqlLibrary sql, Dialect dialect)
{
    private readonly NightRecords _records = new(sql, dialect);

    /// <summary>Runs inside the caller's transaction, which holds nothing else but the night's held keys and the check of the token.</summary>
    /// <exception cref="ReconciliationException">Silver has changed since the correction was computed; the transaction must not commit (H34).</exception>
    public async Task RunAsync(
        DbConnection connection,
        DbTransaction transaction,
        RunStamp run,
        SilverCorrection correction,
        Dictionary<string, object> model,
        CancellationToken cancellationToken)
    {
        model["is_all"] = false;
        var runId = dialect.Id(run.RunId);
        Task<int> Run(string file, bool isLatest = false) => connection.ExecuteAsync(new CommandDefinition(
            sql.Render(file, model),
            new { run_id = runId, recorded_at = dialect.Instant(run.RecordedAt), is_latest = dialect.Flag(isLatest) },
            transaction,
            cancellationToken: cancellationToken));
        void Require(long expected, long found)
        {
            if (found != expected)
            {
                throw ReconciliationException.VersionsDiffer(correction.Dataset.Name, correction.Night, expected, found);
            }
        }

        // Values are copied first, and versions are superseded before others are written: the database itself allows one open version per key (H6).
        await _records.KeepRunTimeAsync(connection, transaction, run);
        if (correction.Derived > 0)
        {
            Require(correction.Derived, await Run("correct/derive_versions"));
        }

        if (correction.Superseded + correction.Written + correction.Marked > 0)
        {
            await Run("correct/copy_versions");
            Require(correction.Superseded, await Run("correct/supersede_versions"));
            Require(correction.Superseded, await Run("correct/remove_versions"));
            Require(correction.Written, await Run("correct/write_versions"));
            Require(correction.Marked, await Run("correct/mark_versions", isLatest: false) + await Run("correct/mark_versions", isLatest: true));
        }

        await RecordAsync(connection, transaction, run, correction);
    }

    /// <summary>Supersedes every version and every night of a dataset; inside the caller's transaction.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="transaction">The caller's.</param>
    /// <param name="run">Who does it, and why.</param>
    /// <param name="table">The dataset's table as it is.</param>
    /// <param name="isList">Whether it is a nested list's.</param>
    /// <param name="cancellationToken">Stops between two statements.</param>
    public async Task RetireAsync(
        DbConnection connection, DbTransaction transaction, RunStamp run, StoredTable table, bool isList, CancellationToken cancellationToken)
    {
        var model = SqlFaults.Model(table);
        (model["is_list"], model["is_all"]) = (isList, true);
        var (runId, recordedAt) = (dialect.Id(run.RunId), dialect.Instant(run.RecordedAt));
        Task<int> Run(string statement, object? parameters) => connection.ExecuteAsync(
            new CommandDefinition(sql.Render(statement, model), parameters, transaction, cancellationToken: cancellationToken));

        var nights = await AcceptedNightRow.ReadAsync(
            dialect, connection, sql.Text("silver/accepted_nights"), new { feed = run.Feed }, transaction);
        await Run("correct/supersede_versions", new { run_id = runId, recorded_at = recordedAt });
        await Run("correct/remove_all_versions", null);
        foreach (var night in nights.Where(night => night.Dataset == table.Dataset))
        {
            await _records.SupersedeAsync(connection, transaction, run, table.Dataset, night.Night, SupersededState.Rebuilt);
        }
    }

    /// <summary>The rows of quarantine that no longer belong there: before the transaction, because ops is another file on SQLite.</summary>
    public async Task ReleaseFromQuarantineAsync(DbConnection connection, SilverCorrection correction)
    {
        foreach (var change in correction.QuarantineChanges)
        {
            foreach (var record in change.Removed)
            {
                await connection.ExecuteAsync(
                    sql.Text("correct/release_from_quarantine"), new { delivery_id = change.Night.DeliveryId.ToBytes(), record_no = record });
            }
        }
    }

    private async Task RecordAsync(DbConnection connection, DbTransaction transaction, RunStamp run, SilverCorrection correction)
    {
        if (correction.Former is not null)
        {
            var state = correction.Accepted is null ? SupersededState.Withdrawn : SupersededState.Replaced;
            await _records.SupersedeAsync(connection, transaction, run, correction.Dataset.Name, correction.Night, state);
        }

        if (correction.Accepted is { } accepted)
        {
            await _records.AcceptAsync(connection, transaction, run, correction.Dataset, accepted);
        }

        foreach (var recounted in correction.Recounted)
        {
            await connection.ExecuteAsync(
                sql.Text("correct/recount_night"),
                AcceptedNightRow.Parameters(dialect, run.Feed, recounted, run.Token, run.RecordedAt),
                transaction);
        }

        foreach (var change in correction.HeldChanges)
        {
            await connection.ExecuteAsync(sql.Text(change.IsHeld ? "merge/hold_key" : "correct/release_key"), new
            {
                feed = run.Feed,
                dataset = correction.Dataset.Name,
                night = dialect.Night(change.Night),
                scope = HistoryRows.Word(change.Key.Scope),
                hash = change.Key.Hash.ToBytes(),
            }, transaction);
        }
    }
}
