using System.Data.Common;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>What is recorded beside silver in the transaction that writes it (H31, H33, H37).</summary>
internal static class NightRecords
{
    /// <summary>Records that a night is accepted, the definition that it was read with, and when its run worked.</summary>
    public static async Task AcceptAsync(
        SqlLibrary sql,
        Dialect dialect,
        DbConnection connection,
        DbTransaction transaction,
        string feed,
        DatasetDefinition dataset,
        string feedText,
        AcceptedNight accepted,
        long token,
        DateTimeOffset recordedAt,
        Guid? approval = null)
    {
        await connection.ExecuteAsync(sql.Text("merge/keep_definition"), new
        {
            digest = Dialect.Digest(accepted.DefinitionDigest),
            dataset = accepted.Dataset,
            definition = DefinitionText.Of(dataset),
            feed_text = feedText,
        }, transaction);
        await KeepRunTimeAsync(sql, dialect, connection, transaction, accepted.RunId, recordedAt);
        await connection.ExecuteAsync(
            sql.Text("merge/accept_night"), AcceptedNightRow.Parameters(dialect, feed, accepted, token, recordedAt), transaction);
        if (approval is { } used)
        {
            await connection.ExecuteAsync(sql.Text("merge/use_approval"), new
            {
                approval_id = dialect.Id(used),
                dataset = accepted.Dataset,
                run_id = dialect.Id(accepted.RunId),
                recorded_at = dialect.Instant(recordedAt),
            }, transaction);
        }
    }

    /// <summary>Empties quarantine of what an earlier reading of a file rejected, before this one says what it rejects.</summary>
    public static Task ReleaseQuarantineAsync(SqlLibrary sql, DbConnection connection, Hash128 delivery) =>
        connection.ExecuteAsync(sql.Text("land/release_quarantine"), new { delivery_id = delivery.ToBytes() });

    /// <summary>Records when a run worked, once.</summary>
    public static Task KeepRunTimeAsync(
        SqlLibrary sql, Dialect dialect, DbConnection connection, DbTransaction transaction, Guid runId, DateTimeOffset recordedAt) =>
        connection.ExecuteAsync(
            sql.Text("merge/keep_run_time"), new { run_id = dialect.Id(runId), recorded_at = dialect.Instant(recordedAt) }, transaction);
}
