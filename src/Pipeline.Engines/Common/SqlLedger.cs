using System.Data.Common;
using Dapper;
using Pipeline.Core.Feeds;
using Pipeline.Core.Gold;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Common;

/// <summary>The ledger in the <c>ops</c> schema, in SQL that fits every engine.</summary>
internal sealed class SqlLedger(Func<DbConnection> open, SqlLibrary sql) : ILedger
{
    public async Task<Night> ExpectAsync(FeedDefinition feed, DateOnly date, CancellationToken cancellationToken)
    {
        await using var connection = open();
        var known = await connection.QuerySingleAsync<(string? First, string? Last)>(
            sql.Text("ledger/night_range.sql"), new { feed = feed.Name });
        foreach (var night in Gap(date, known.First, known.Last))
        {
            await connection.ExecuteAsync(sql.Text("ledger/insert_night.sql"), new
            {
                feed = feed.Name,
                night = Instants.Text(night),
                nominal_at = Instants.Text(feed.Schedule.InstantOf(night)),
                state = Word(NightState.Missing),
            });
        }

        var instant = await connection.QuerySingleAsync<string>(
            sql.Text("ledger/night_instant.sql"), new { feed = feed.Name, night = Instants.Text(date) });
        return new Night(date, Instants.Parse(instant));
    }

    public async Task BeginRunAsync(RunRecord run, CancellationToken cancellationToken)
    {
        await using var connection = open();
        await connection.ExecuteAsync(sql.Text("ledger/insert_run.sql"), Row(run));
        await connection.ExecuteAsync(sql.Text("ledger/update_night.sql"), Row(run));
    }

    public async Task EndRunAsync(RunRecord run, CancellationToken cancellationToken)
    {
        await using var connection = open();
        await connection.ExecuteAsync(sql.Text("ledger/finish_run.sql"), Row(run));
        await connection.ExecuteAsync(sql.Text("ledger/update_night.sql"), Row(run));
    }

    public async Task AddStepAsync(StepRecord step, CancellationToken cancellationToken)
    {
        await using var connection = open();
        await connection.ExecuteAsync(sql.Text("ledger/insert_step.sql"), new
        {
            run_id = step.RunId.ToString("D"),
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
        await using var connection = open();
        await connection.ExecuteAsync(sql.Text("ledger/insert_delivery.sql"), new
        {
            delivery_id = arrival.DeliveryId.ToBytes(),
            feed = arrival.Feed,
            dataset = arrival.Dataset.Name,
            night = arrival.Night.Name,
            source = delivery.Source,
            file = delivery.File,
            sha256 = delivery.Sha256,
            size_bytes = delivery.Size,
            modified_at = delivery.ModifiedAt is { } at ? Instants.Text(at) : null,
            received_at = Instants.Text(delivery.ReceivedAt),
            run_id = arrival.RunId.ToString("D"),
        });
        foreach (var field in unknownFields)
        {
            await connection.ExecuteAsync(sql.Text("ledger/insert_schema_change.sql"), new
            {
                feed = arrival.Feed,
                dataset = arrival.Dataset.Name,
                field,
                change = "new field",
                night = arrival.Night.Name,
                run_id = arrival.RunId.ToString("D"),
                recorded_at = Instants.Text(arrival.RecordedAt),
            });
        }
    }

    public async Task AddCheckAsync(Guid runId, CheckResult result, CancellationToken cancellationToken)
    {
        await using var connection = open();
        await connection.ExecuteAsync(sql.Text("ledger/insert_check.sql"), new
        {
            run_id = runId.ToString("D"),
            name = result.Check.Name,
            severity = result.Check.Severity is CheckSeverity.Stop ? "stop" : "warn",
            offending = result.Offending,
            samples = result.Samples.Count == 0 ? null : string.Join('\n', result.Samples),
        });
    }

    public async Task<IReadOnlyList<string>> FeedsAsync(CancellationToken cancellationToken)
    {
        await using var connection = open();
        return [.. await connection.QueryAsync<string>(sql.Text("ledger/feeds.sql"))];
    }

    public async Task<IReadOnlyList<NightRecord>> NightsAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = open();
        var rows = await connection.QueryAsync<(string Night, string State, string? StartedAt, string? FinishedAt, string? Message)>(
            sql.Text("ledger/nights.sql"), new { feed });
        return [.. rows.Select(row => new NightRecord(
            Instants.ParseNight(row.Night),
            Enum.Parse<NightState>(row.State, ignoreCase: true),
            row.StartedAt is null ? null : Instants.Parse(row.StartedAt),
            row.FinishedAt is null ? null : Instants.Parse(row.FinishedAt),
            row.Message))];
    }

    public async Task<IReadOnlyDictionary<string, string>> DigestsBeforeAsync(
        string feed, Night night, CancellationToken cancellationToken)
    {
        await using var connection = open();
        var rows = await connection.QueryAsync<(string Dataset, string Sha256)>(
            sql.Text("ledger/digests_before.sql"), new { feed, night = night.Name });
        return rows.ToDictionary(row => row.Dataset, row => row.Sha256);
    }

    // The night itself and every date between it and the nights that are known: one row per expected night, without holes.
    private static IEnumerable<DateOnly> Gap(DateOnly date, string? first, string? last)
    {
        var from = first is not null && Instants.ParseNight(first) is var earliest && earliest > date ? date
            : last is not null && Instants.ParseNight(last) is var latest && latest < date ? latest.AddDays(1)
            : date;
        var to = first is not null && Instants.ParseNight(first) is var next && next > date ? next.AddDays(-1) : date;
        for (var night = from; night <= to; night = night.AddDays(1))
        {
            yield return night;
        }
    }

    private static object Row(RunRecord run) => new
    {
        run_id = run.RunId.ToString("D"),
        feed = run.Feed,
        night = run.Night.Name,
        started_at = Instants.Text(run.StartedAt),
        finished_at = run.FinishedAt is { } at ? Instants.Text(at) : null,
        state = Word(run.State),
        message = run.Message,
    };

    private static string Word(NightState state) => state.ToString().ToLowerInvariant();
}
