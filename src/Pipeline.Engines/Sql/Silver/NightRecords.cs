using System.Data.Common;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>What is recorded beside silver in the transaction that writes it (H31, H33, H37).</summary>
internal sealed class NightRecords(SqlLibrary sql, Dialect dialect)
{
    /// <summary>Records that a night is accepted, the definition that it was read with, and when its run worked.</summary>
    public async Task AcceptAsync(
        DbConnection connection, DbTransaction transaction, RunStamp run, DatasetDefinition dataset, AcceptedNight accepted)
    {
        await connection.ExecuteAsync(sql.Text("merge/keep_definition"), new
        {
            digest = Dialect.Digest(accepted.DefinitionDigest),
            dataset = accepted.Dataset,
            definition = DefinitionText.Of(dataset),
            feed_text = run.FeedText,
        }, transaction);
        await KeepRunTimeAsync(connection, transaction, run);
        await connection.ExecuteAsync(
            sql.Text("merge/accept_night"), AcceptedNightRow.Parameters(dialect, run.Feed, accepted, run.Token, run.RecordedAt), transaction);
        if (run.ApprovalId is { } approval)
        {
            await connection.ExecuteAsync(sql.Text("merge/use_approval"), new
            {
                approval_id = dialect.Id(approval),
                dataset = accepted.Dataset,
                run_id = dialect.Id(run.RunId),
                recorded_at = dialect.Instant(run.RecordedAt),
            }, transaction);
        }
    }

    /// <summary>Records when a run worked, once.</summary>
    public Task KeepRunTimeAsync(DbConnection connection, DbTransaction transaction, RunStamp run) => connection.ExecuteAsync(
        sql.Text("merge/keep_run_time"), new { run_id = dialect.Id(run.RunId), recorded_at = dialect.Instant(run.RecordedAt) }, transaction);

    /// <summary>Records that a dataset's night is no longer accepted, and why; the keys that it held are released.</summary>
    public async Task SupersedeAsync(
        DbConnection connection, DbTransaction transaction, RunStamp run, string dataset, Night superseded, SupersededState state)
    {
        var night = new { feed = run.Feed, dataset, night = dialect.Night(superseded.Date) };
        await connection.ExecuteAsync(sql.Text("correct/supersede_night"), new
        {
            night.feed,
            night.dataset,
            night.night,
            state = state.ToString().ToLowerInvariant(),
            reason = run.Reason,
            decided_by = run.DecidedBy,
            superseded_at = dialect.Instant(run.RecordedAt),
            superseded_by_run_id = dialect.Id(run.RunId),
        }, transaction);
        await connection.ExecuteAsync(sql.Text("correct/remove_night"), night, transaction);
        await connection.ExecuteAsync(sql.Text("correct/release_keys"), night, transaction);
    }

    /// <summary>Removes from quarantine what an earlier reading of a file rejected, before this one adds what it rejects.</summary>
    public Task ReleaseQuarantineAsync(DbConnection connection, Hash128 delivery) =>
        connection.ExecuteAsync(sql.Text("land/release_quarantine"), new { delivery_id = delivery.ToBytes() });
}
