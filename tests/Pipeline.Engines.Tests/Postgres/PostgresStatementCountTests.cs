using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Pipeline.Core.Faults;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Postgres;

/// <summary>How many statements a night sends, and whether that grows with the nights before it.</summary>
public sealed class PostgresStatementCountTests
{
    private const string Things = """
          things:
            source: vendor
            file: things.json
            mode: full
            key: [id]
            columns: { id: text, v: integer }
          others:
            source: vendor
            file: others.json
            mode: append
            key: [id]
            columns: { id: text }
        """;

    [Fact]
    public async Task A_night_sends_as_many_statements_over_10_accepted_nights_as_over_1000()
    {
        var (ten, thousand) = (await CountAsync(10), await CountAsync(1000));
        Assert.Equal(string.Join('\n', ten), string.Join('\n', thousand));
        Assert.InRange(ten.Count, 20, 300);
        Assert.Single(ten, text => text.Contains("from history.accepted_nights", StringComparison.Ordinal) && text.Contains("order by dataset, night", StringComparison.Ordinal));
    }

    // The statements of a second night, in their order.
    private static async Task<IReadOnlyList<string>> CountAsync(int nights)
    {
        var probe = new PostgresProbe();
        using var rig = new NightRig(probe);
        rig.Feed(Things);
        rig.Put("things.json", """[{"id":"a","v":1},{"id":"b","v":1}]""");
        rig.Put("others.json", """[{"id":"x"}]""");
        Assert.Equal(ExitCode.Done, (await rig.RunAsync(1)).ExitCode);
        AddNightsBefore(probe, nights - 1);
        Assert.Equal($"{nights}", rig.Rows("select count(*) from history.accepted_nights where dataset = 'things'"));

        rig.Put("things.json", """[{"id":"a","v":2},{"id":"c","v":1}]""");
        rig.Put("others.json", """[{"id":"x"},{"id":"y"}]""");
        var database = new NpgsqlConnectionStringBuilder(probe.ConnectionString).Database!;
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Tags.Any(tag => tag.Value == database) && activity.Tags.FirstOrDefault(tag => tag.Key is "db.statement" or "db.query.text").Value is { } text)
                {
                    statements.Enqueue(text);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var report = await rig.RunAsync(2);
        Assert.Equal([], report.Faults.Select(fault => fault.Message));
        return [.. statements];
    }

    // Nights that brought what the first one brought.
    private static void AddNightsBefore(PostgresProbe probe, int count)
    {
        var columns = string.Join(", ", probe.Query(
            "select column_name from information_schema.columns where table_schema = 'history' and table_name = 'accepted_nights'"
            + " and column_name not in ('night', 'valid_from') order by ordinal_position").Select(row => row[0]));
        probe.Execute(
            $"insert into history.accepted_nights (night, valid_from, {columns}) select a.night - n, a.valid_from - make_interval(days => n), {columns}"
            + $" from history.accepted_nights as a cross join generate_series(1, {count}) as n");
    }
}
