using System.Data.Common;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Audit;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>Folds a loaded stage of a night that is placed, replaced or withdrawn into silver, alike on every engine.</summary>
internal sealed class SqlCorrection(SqlLibrary sql, Dialect dialect)
{
    /// <summary>Runs inside the caller's transaction, which holds nothing else but the night's held keys and the check of the token.</summary>
    /// <exception cref="ReconciliationException">Silver is not as it was planned with; the transaction must not commit (H34).</exception>
    public async Task RunAsync(
        DbConnection connection, DbTransaction transaction, RunStamp rewriting, SilverCorrection rewrite, string stage, CancellationToken cancellationToken)
    {
        var model = DatasetSql.Model(rewrite.Dataset.AsTable, dialect);
        (model["stage"], model["is_all"]) = (stage, false);
        var runId = dialect.Id(rewriting.RunId);
        Task<int> Run(string file, bool isLatest = false) => connection.ExecuteAsync(new CommandDefinition(
            sql.Render(file, model),
            new { run_id = runId, recorded_at = dialect.Instant(rewriting.RecordedAt), is_latest = dialect.Flag(isLatest) },
            transaction,
            cancellationToken: cancellationToken));
        void Require(long expected, long found)
        {
            if (found != expected)
            {
                throw ReconciliationException.VersionsDiffer(rewrite.Dataset.Name, rewrite.Night, expected, found);
            }
        }

        // Values are taken first, and withdrawn comes before written: the database itself allows one open version per key (H6).
        await NightRecords.KeepRunTimeAsync(sql, dialect, connection, transaction, rewriting.RunId, rewriting.RecordedAt);
        if (rewrite.Derived > 0)
        {
            Require(rewrite.Derived, await Run("correct/derive_versions"));
        }

        if (rewrite.Superseded + rewrite.Written + rewrite.Marked > 0)
        {
            await Run("correct/copy_versions");
            Require(rewrite.Superseded, await Run("correct/supersede_versions"));
            Require(rewrite.Superseded, await Run("correct/remove_versions"));
            Require(rewrite.Written, await Run("correct/write_versions"));
            Require(rewrite.Marked, await Run("correct/mark_versions", isLatest: false) + await Run("correct/mark_versions", isLatest: true));
        }

        await RecordAsync(connection, transaction, rewriting, rewrite);
    }

    /// <summary>Takes every version and every night of a dataset out of what is believed; inside the caller's transaction.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="transaction">The caller's.</param>
    /// <param name="rewriting">Who does it, and why.</param>
    /// <param name="table">The dataset's table as it is.</param>
    /// <param name="isList">Whether it is a nested list's.</param>
    /// <param name="cancellationToken">Stops between two statements.</param>
    public async Task RetireAsync(
        DbConnection connection, DbTransaction transaction, RunStamp rewriting, StoredTable table, bool isList, CancellationToken cancellationToken)
    {
        var model = SqlFaults.Model(table);
        (model["is_list"], model["is_all"]) = (isList, true);
        var (runId, recordedAt) = (dialect.Id(rewriting.RunId), dialect.Instant(rewriting.RecordedAt));
        var nights = await AcceptedNightRow.ReadAsync(dialect, connection, sql.Text("silver/accepted_nights"), new { feed = rewriting.Feed }, transaction);
        await connection.ExecuteAsync(new CommandDefinition(
            sql.Render("correct/supersede_versions", model), new { run_id = runId, recorded_at = recordedAt }, transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(sql.Render("correct/remove_all_versions", model), null, transaction, cancellationToken: cancellationToken));
        foreach (var night in nights.Where(night => night.Dataset == table.Dataset))
        {
            await SupersedeAsync(connection, transaction, rewriting, table.Dataset, night.Night, SupersededState.Rebuilt);
        }
    }

    /// <summary>The rows of quarantine that no longer belong there: before the transaction, because ops is another file on SQLite.</summary>
    public async Task ReleaseFromQuarantineAsync(DbConnection connection, SilverCorrection rewrite)
    {
        foreach (var change in rewrite.QuarantineChanges)
        {
            foreach (var record in change.Removed)
            {
                await connection.ExecuteAsync(
                    sql.Text("correct/release_from_quarantine"), new { delivery_id = change.Night.DeliveryId.ToBytes(), record_no = record });
            }
        }
    }

    private async Task RecordAsync(DbConnection connection, DbTransaction transaction, RunStamp rewriting, SilverCorrection rewrite)
    {
        if (rewrite.Former is not null)
        {
            await SupersedeAsync(
                connection, transaction, rewriting, rewrite.Dataset.Name, rewrite.Night, rewrite.Accepted is null ? SupersededState.Withdrawn : SupersededState.Replaced);
        }

        if (rewrite.Accepted is { } accepted)
        {
            await NightRecords.AcceptAsync(
                sql, dialect, connection, transaction, rewriting.Feed, rewrite.Dataset, rewriting.FeedText, accepted, rewriting.Token, rewriting.RecordedAt, rewriting.ApprovalId);
        }

        foreach (var recounted in rewrite.Recounted)
        {
            await connection.ExecuteAsync(
                sql.Text("correct/recount_night"),
                AcceptedNightRow.Parameters(dialect, rewriting.Feed, recounted, rewriting.Token, rewriting.RecordedAt),
                transaction);
        }

        foreach (var change in rewrite.HeldChanges)
        {
            await connection.ExecuteAsync(sql.Text(change.IsHeld ? "merge/hold_key" : "correct/release_key"), new
            {
                feed = rewriting.Feed,
                dataset = rewrite.Dataset.Name,
                night = dialect.Night(change.Night),
                scope = HistoryRows.Word(change.Key.Scope),
                hash = change.Key.Hash.ToBytes(),
            }, transaction);
        }
    }

    private async Task SupersedeAsync(
        DbConnection connection, DbTransaction transaction, RunStamp rewriting, string dataset, Night date, SupersededState state)
    {
        var night = new { feed = rewriting.Feed, dataset, night = dialect.Night(date.Date) };
        await connection.ExecuteAsync(sql.Text("correct/supersede_night"), new
        {
            night.feed,
            night.dataset,
            night.night,
            state = state.ToString().ToLowerInvariant(),
            reason = rewriting.Reason,
            decided_by = rewriting.DecidedBy,
            superseded_at = dialect.Instant(rewriting.RecordedAt),
            superseded_by_run_id = dialect.Id(rewriting.RunId),
        }, transaction);
        await connection.ExecuteAsync(sql.Text("correct/remove_night"), night, transaction);
        await connection.ExecuteAsync(sql.Text("correct/release_keys"), night, transaction);
    }
}
