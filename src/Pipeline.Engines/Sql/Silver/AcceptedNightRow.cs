using System.Data.Common;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>An accepted night as its table keeps it.</summary>
internal static class AcceptedNightRow
{
    private const char Separator = '\n';

    /// <summary>The parameters that record a night.</summary>
    public static object Parameters(Dialect dialect, string feed, AcceptedNight night, long token, DateTimeOffset recordedAt) => new
    {
        feed,
        dataset = night.Dataset,
        night = dialect.Night(night.Night.Date),
        valid_from = dialect.Instant(night.Night.Instant),
        delivery_id = night.DeliveryId.ToBytes(),
        sha256 = Dialect.Digest(night.Sha256),
        size_bytes = night.Size,
        ends_in_newline = dialect.Flag(night.EndsInNewline),
        definition_digest = Dialect.Digest(night.DefinitionDigest),
        records = night.Tally.Records,
        accepted = night.Tally.Accepted,
        collapsed = night.Tally.Collapsed,
        skipped = night.Tally.Skipped,
        quarantined = night.Tally.Quarantined,
        @new = night.Tally.New,
        changed = night.Tally.Changed,
        refreshed = night.Tally.Refreshed,
        unchanged = night.Tally.Unchanged,
        gone = night.Tally.Gone,
        back = night.Back,
        held = night.Tally.Held,
        absences_held = dialect.Flag(night.AbsencesHeld),
        open_before = night.Tally.OpenBefore,
        open_after = night.OpenAfter,
        missing_columns = string.Join(Separator, night.MissingColumns),
        token,
        run_id = dialect.Id(night.RunId),
        recorded_at = dialect.Instant(recordedAt),
    };

    public static async Task<IReadOnlyList<AcceptedNight>> ReadAsync(
        Dialect dialect, DbConnection connection, string sql, object parameters, DbTransaction? transaction = null) =>
        [.. (await connection.QueryAsync(sql, parameters, transaction)).Select(row => Night(dialect, (IDictionary<string, object?>)row))];

    private static AcceptedNight Night(Dialect dialect, IDictionary<string, object?> row) => new()
    {
        Dataset = (string)row["dataset"]!,
        Night = new Night(dialect.ReadNight(row["night"]!), dialect.ReadInstant(row["valid_from"]!)),
        DeliveryId = Hash128.Read((byte[])row["delivery_id"]!),
        Sha256 = Dialect.ReadDigest(row["sha256"]!),
        Size = (long)row["size_bytes"]!,
        EndsInNewline = dialect.ReadFlag(row["ends_in_newline"]!),
        DefinitionDigest = Dialect.ReadDigest(row["definition_digest"]!),
        Tally = new DatasetTally
        {
            Records = (long)row["records"]!,
            Accepted = (long)row["accepted"]!,
            Collapsed = (long)row["collapsed"]!,
            Skipped = (long)row["skipped"]!,
            Quarantined = (long)row["quarantined"]!,
            New = (long)row["new"]!,
            Changed = (long)row["changed"]!,
            Refreshed = (long)row["refreshed"]!,
            Unchanged = (long)row["unchanged"]!,
            Gone = (long)row["gone"]!,
            Held = (long)row["held"]!,
            OpenBefore = (long)row["open_before"]!,
        },
        Back = (long)row["back"]!,
        OpenAfter = (long)row["open_after"]!,
        AbsencesHeld = dialect.ReadFlag(row["absences_held"]!),
        MissingColumns = ((string)row["missing_columns"]!).Split(Separator, StringSplitOptions.RemoveEmptyEntries),
        RunId = dialect.ReadId(row["run_id"]!),
    };
}
