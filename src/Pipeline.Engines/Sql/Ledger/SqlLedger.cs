using System.Data.Common;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Engines.Sql.Ledger;

/// <summary>The ledger in the <c>ops</c> schema, in SQL that fits every engine.</summary>
internal sealed class SqlLedger(IConnections connections, SqlLibrary sql, Dialect dialect) : ILedger
{
    public async Task<Night> ExpectAsync(FeedDefinition feed, DateOnly date, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var known = (IDictionary<string, object?>)await connection.QuerySingleAsync(
            sql.Text("ledger/night_range"), new { feed = feed.Name });
        foreach (var night in Gap(date, NightOrNull(known["first_night"]), NightOrNull(known["last_night"])))
        {
            await connection.ExecuteAsync(sql.Text("ledger/insert_night"), new
            {
                feed = feed.Name,
                night = dialect.Night(night),
                nominal_at = dialect.Instant(feed.Schedule.InstantOf(night)),
                state = Word(NightState.Missing),
            });
        }

        var instant = await connection.ExecuteScalarAsync(
            sql.Text("ledger/night_instant"), new { feed = feed.Name, night = dialect.Night(date) });
        return new Night(date, dialect.ReadInstant(instant!));
    }

    public async Task BeginRunAsync(RunRecord run, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql.Text("ledger/insert_run"), Row(run));
        await connection.ExecuteAsync(sql.Text("ledger/update_night"), Row(run));
    }

    public async Task EndRunAsync(RunRecord run, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql.Text("ledger/finish_run"), Row(run));
        await connection.ExecuteAsync(sql.Text("ledger/update_night"), Row(run));
    }

    public async Task AddStepAsync(StepRecord step, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql.Text("ledger/insert_step"), new
        {
            run_id = dialect.Id(step.RunId),
            sequence = step.Sequence,
            step = step.Step,
            subject = step.Subject,
            elapsed_ms = (long)step.Elapsed.TotalMilliseconds,
            bytes = step.Bytes,
            row_count = step.Rows,
            fault = step.Fault,
        });
    }

    public async Task AddDeliveryAsync(Arrival arrival, IReadOnlyList<string> unknownFields, CancellationToken cancellationToken)
    {
        var delivery = arrival.Delivery;
        await using var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql.Text("ledger/insert_delivery"), new
        {
            delivery_id = arrival.DeliveryId.ToBytes(),
            feed = arrival.Run.Feed,
            dataset = arrival.Dataset.Name,
            night = dialect.Night(arrival.Night.Date),
            source = delivery.Source,
            file = delivery.File,
            sha256 = Dialect.Digest(delivery.Sha256),
            size_bytes = delivery.Size,
            modified_at = dialect.InstantOrNull(delivery.ModifiedAt),
            received_at = dialect.Instant(delivery.ReceivedAt),
            run_id = dialect.Id(arrival.Run.RunId),
        });
        await AddSchemaChangesAsync(connection, arrival, "new field", unknownFields);
    }

    public async Task AddSchemaChangesAsync(
        Arrival arrival, string change, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        if (fields.Count == 0)
        {
            return;
        }

        await using var connection = await connections.OpenAsync(cancellationToken);
        await AddSchemaChangesAsync(connection, arrival, change, fields);
    }

    public async Task AddCheckAsync(Guid runId, CheckResult result, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql.Text("ledger/insert_check"), new
        {
            run_id = dialect.Id(runId),
            name = result.Check.Name,
            severity = result.Check.Severity is CheckSeverity.Stop ? "stop" : "warn",
            offending = result.Offending,
            samples = result.Samples.Count == 0 ? null : string.Join('\n', result.Samples),
        });
    }

    public async Task<string?> WithheldAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<byte[]>(sql.Text("publish/withheld"), new { feed }) is { } generation
            ? Dialect.ReadDigest(generation)
            : null;
    }

    public async Task WithholdAsync(string feed, string? generation, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var transaction = await connections.BeginAsync(connection, cancellationToken);
        await connection.ExecuteAsync(sql.Text("publish/release"), new { feed }, transaction);
        if (generation is not null)
        {
            await connection.ExecuteAsync(sql.Text("publish/withhold"), new { feed, generation = Dialect.Digest(generation) }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<string>> FeedsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(sql.Text("ledger/feeds"))];
    }

    public async Task<IReadOnlyList<NightRecord>> NightsAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync(sql.Text("ledger/nights"), new { feed });
        return [.. rows.Cast<IDictionary<string, object?>>().Select(row => new NightRecord(
            dialect.ReadNight(row["night"]!),
            Enum.Parse<NightState>((string)row["state"]!, ignoreCase: true),
            dialect.ReadInstantOrNull(row["started_at"]),
            dialect.ReadInstantOrNull(row["finished_at"]),
            (string?)row["message"]))];
    }

    public async Task<IReadOnlyDictionary<string, string>> DigestsBeforeAsync(
        string feed, Night night, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Dataset, byte[] Sha256)>(
            sql.Text("ledger/digests_before"), new { feed, night = dialect.Night(night.Date) });
        return rows.ToDictionary(row => row.Dataset, row => Dialect.ReadDigest(row.Sha256));
    }

    public async Task<IReadOnlyList<QuarantinedRow>> QuarantineAsync(string feed, DateOnly night, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync(
            sql.Text("ledger/quarantine"), new { feed, night = dialect.Night(night), yes = dialect.Flag(true) });
        return [.. rows.Cast<IDictionary<string, object?>>().Select(row => new QuarantinedRow
        {
            Dataset = (string)row["dataset"]!,
            Night = dialect.ReadNight(row["night"]!),
            File = (string)row["file"]!,
            Record = (long)row["record_no"]!,
            Line = (long)row["line_no"]!,
            Reason = (string)row["reason"]!,
            Column = (string?)row["column_name"],
            Value = (string?)row["value"],
            Message = (string)row["message"]!,
            Holds = (string?)row["holds"],
            Raw = (string)row["raw"]!,
        })];
    }

    private async Task AddSchemaChangesAsync(DbConnection connection, Arrival arrival, string change, IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
        {
            await connection.ExecuteAsync(
                sql.Text("ledger/insert_schema_change"),
                SchemaChangeRow.Parameters(dialect, arrival.Run.Feed, arrival.Dataset.Name, field, change, arrival.Night.Date, arrival.Run.RunId, arrival.Run.RecordedAt));
        }
    }

    // The night itself and every date between it and the nights that are known: one row per expected night, without holes.
    private static IEnumerable<DateOnly> Gap(DateOnly date, DateOnly? first, DateOnly? last)
    {
        var from = last < date ? last.Value.AddDays(1) : date;
        var to = first > date ? first.Value.AddDays(-1) : date;
        for (var night = from; night <= to; night = night.AddDays(1))
        {
            yield return night;
        }
    }

    private object Row(RunRecord run) => new
    {
        run_id = dialect.Id(run.RunId),
        feed = run.Feed,
        night = dialect.Night(run.Night.Date),
        started_at = dialect.Instant(run.StartedAt),
        finished_at = dialect.InstantOrNull(run.FinishedAt),
        state = Word(run.State),
        message = run.Message,
    };

    private DateOnly? NightOrNull(object? value) => value is null ? null : dialect.ReadNight(value);

    private static string Word(NightState state) => state.ToString().ToLowerInvariant();
}
