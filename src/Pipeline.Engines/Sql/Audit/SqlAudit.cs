using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Engines.Sql.Audit;

/// <summary>What verifying asks of a warehouse, in SQL that fits every engine.</summary>
internal sealed class SqlAudit(IConnections connections, SqlLibrary sql, Dialect dialect) : IAudit
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredTable>> TablesAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Dataset, string Name, string Type, string Role)>(sql.Text("verify/tables"), new { feed });
        var renames = (await connection.QueryAsync(sql.Text("verify/column_renames"), new { feed }))
            .ToLookup(row => (string)row.dataset, row => new ColumnRename(dialect.ReadNight((object)row.night), dialect.ReadId((object)row.run_id), (string)row.from_name, (string)row.to_name));
        return [.. rows
            .GroupBy(row => row.Dataset)
            .Select(table => new StoredTable(
                feed,
                table.Key,
                [.. table.Select(row => new StoredColumn(row.Name, ColumnType.TryParse(row.Type)!, row.Role))],
                [.. renames[table.Key]]))];
    }

    /// <inheritdoc/>
    public async Task FindFaultsAsync(StoredTable table, string? parent, Findings findings, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var faults = new SqlFaults(connection, sql, dialect, table, parent, findings);
        await faults.FindAsync("prove/second_open_version", "second open version", "one open version of each key", cancellationToken);
        await faults.FindAsync("prove/overlapping_versions", "overlapping versions", "a version ends when the next begins, or before", cancellationToken);
        await faults.FindAsync("prove/empty_interval", "empty or inverted interval", "valid_from < valid_to", cancellationToken);
        await faults.FindAsync("prove/wrong_flag", "flag that does not agree", "is_latest on the last version, is_current on the open one", cancellationToken);
        await faults.FindAsync("prove/no_accepted_night", "version of no accepted night", "versions begin and end with accepted nights", cancellationToken);
        await faults.FindAsync("prove/unexplained_version", "version that bronze does not explain", "its record in bronze", cancellationToken);
        await faults.FindAsync("prove/landed_twice", "record that landed twice", "each record of a delivery once", cancellationToken);
        await faults.FindAsync("prove/unknown_delivery", "bronze of an unknown delivery", "its delivery in ops.deliveries", cancellationToken);
        await faults.FindAsync("prove/unbalanced_night", "night that does not add up", "records = accepted + collapsed + skipped + quarantined; open versions follow from the night before", cancellationToken);
        await faults.FindAsync("prove/miscounted_night", "night that counts other versions than there are", "the versions that the night opened, closed and left open", cancellationToken);
        await faults.FindAsync("prove/held_without_night", "held key without an accepted night", "an accepted night for every held key", cancellationToken);
        await faults.FindAsync("prove/wrong_superseded", "superseded version with a wrong interval", "valid_from < valid_to and known_from < known_to", cancellationToken);
        if (parent is not null)
        {
            await faults.FindAsync("prove/orphan", "record of a list without its parent", "a version of its parent", cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredVersion> ReadVersionsAsync(
        StoredTable table, bool isList, HashRange range, RangeOf by, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stored = new StoredValues(Definition(table));
        await using var connection = await connections.OpenAsync(cancellationToken);
        var model = SqlFaults.Model(table);
        model["is_list"] = isList;
        model["range_column"] = by switch { RangeOf.Keys => "key_hash", RangeOf.Parents => "parent_key_hash", _ => "" };
        await using var command = connection.CreateCommand(); // not by Dapper, whose reader is none of the engine's
        command.CommandText = sql.Render("verify/versions", model);
        if (by is not RangeOf.Nothing)
        {
            Add(command, "@range_from", range.From);
            Add(command, "@range_to", range.To);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var first = isList ? 4 : 3;
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = dialect.ReadHash(reader, 0)!.Value;
            var values = new string?[table.Columns.Count];
            for (var column = 0; column < values.Length; column++)
            {
                var text = dialect.TextOf(table.Columns[column].Type, reader.GetValue(first + 3 + column));
                values[column] = text is not null && table.Columns[column].Role == "key" && dialect.IsStandIn(table.Columns[column].Type, text, key)
                    ? null
                    : Canonical(stored, column, text);
            }

            yield return new StoredVersion
            {
                Key = key,
                Row = dialect.ReadHash(reader, 1)!.Value,
                Untracked = dialect.ReadHash(reader, 2),
                Parent = isList ? dialect.ReadHash(reader, 3) : null,
                From = dialect.ReadInstant(reader.GetValue(first)),
                To = dialect.ReadInstantOrNull(reader.GetValue(first + 1)),
                IsLatest = dialect.ReadFlag(reader.GetValue(first + 2)),
                Values = values,
            };
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(DateOnly Night, HeldKey Held)>> HeldAsync(string feed, string dataset, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync(sql.Text("verify/held_keys"), new { feed, dataset });
        return [.. rows.Cast<IDictionary<string, object?>>().Select(row => (
            dialect.ReadNight(row["night"]!),
            new HeldKey((string)row["scope"]! == "key" ? HoldScope.Key : HoldScope.Siblings, Hash128.Read((byte[])row["hash"]!))))];
    }

    /// <inheritdoc/>
    public async Task<string?> FeedTextAsync(string definitionDigest, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(sql.Text("silver/feed_text"), new { digest = Dialect.Digest(definitionDigest) });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Hash128, DateTime>> ForgottenAsync(string feed, string dataset, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync(sql.Text("verify/erased_keys"), new { feed, dataset });
        return rows.Cast<IDictionary<string, object?>>().ToDictionary(
            row => Hash128.Read((byte[])row["key_hash"]!), row => dialect.ReadInstant(row["erased_to"]!));
    }

    /// <inheritdoc/>
    public async Task<Reconciled> CountAsync(AcceptedNight night, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var model = new Dictionary<string, object> { ["table"] = night.Dataset };
        var (open, landed, quarantined) = await connection.QuerySingleAsync<(long Open, long Landed, long Quarantined)>(
            sql.Render("verify/counted", model), new { delivery_id = night.DeliveryId.ToBytes() });
        var landedLeast = night.Tally.New + night.Tally.Changed + night.Tally.Refreshed;
        if (landed < landedLeast) // seldom: the correction of an earlier night made news of records that were none, and never landed
        {
            landedLeast = await connection.ExecuteScalarAsync<long>(
                sql.Render("verify/written_by_run", model),
                new { valid_from = dialect.Instant(night.Night.Instant), run_id = dialect.Id(night.RunId) });
        }

        return new Reconciled(night, open, landed, landedLeast, quarantined);
    }

    /// <inheritdoc/>
    public async Task RecordAsync(Guid runId, string feed, Reconciled counts, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var (night, tally) = (counts.Night, counts.Night.Tally);
        await connection.ExecuteAsync(sql.Text("verify/forget_reconciliation"), new { run_id = dialect.Id(runId), dataset = night.Dataset });
        await connection.ExecuteAsync(sql.Text("verify/insert_reconciliation"), new
        {
            run_id = dialect.Id(runId),
            feed,
            dataset = night.Dataset,
            night = dialect.Night(night.Night.Date),
            records = tally.Records,
            accepted = tally.Accepted,
            collapsed = tally.Collapsed,
            skipped = tally.Skipped,
            quarantined = tally.Quarantined,
            quarantined_found = counts.Quarantined,
            landed_least = counts.LandedLeast,
            landed_found = counts.Landed,
            open_expected = night.OpenAfter,
            open_found = counts.Open,
            holds = dialect.Flag(counts.Holds),
        });
    }

    /// <inheritdoc/>
    /// <remarks>Without a value of any record: what was found is shown to whoever asked, and is found again by asking again.</remarks>
    public async Task RecordAsync(VerificationReport report, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql.Text("verify/insert_verification"), new
        {
            verification_id = dialect.Id(report.VerificationId),
            feed = report.Feed,
            started_at = dialect.Instant(report.StartedAt),
            elapsed_ms = (long)report.Elapsed.TotalMilliseconds,
            sample = report.Sample,
            versions = report.Datasets.Sum(dataset => dataset.Versions),
            deviations = report.Deviations,
            findings = string.Join('\n', report.Findings.Select(finding =>
                string.Create(CultureInfo.InvariantCulture, $"{finding.Dataset}: {finding.Count} x {finding.Kind}"))),
            unverified = string.Join('\n', report.Unverified),
        });
    }

    private static void Add(DbCommand command, string name, Hash128 hash)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, hash.ToBytes());
        command.Parameters.Add(parameter);
    }

    private static string? Canonical(StoredValues stored, int column, string? text)
    {
        try
        {
            return stored.Canonical(column, text);
        }
        catch (InvalidOperationException)
        {
            return text; // somebody wrote it by hand: its hash will tell
        }
    }

    private static DatasetDefinition Definition(StoredTable table) => new()
    {
        Name = table.Dataset,
        Source = "",
        File = "",
        Mode = DatasetMode.Full,
        Key = [],
        Columns = [.. table.Columns.Select(column => new ColumnDefinition { Name = column.Name, Path = [], Type = column.Type })],
    };
}
