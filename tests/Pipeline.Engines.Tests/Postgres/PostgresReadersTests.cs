using System.Diagnostics;
using Npgsql;
using Pipeline.Engines.Sql.Servers;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Postgres;

/// <summary>Readers of gold while generation after generation is published.</summary>
public sealed class PostgresReadersTests
{
    private const string Feed = """
          things:
            source: vendor
            file: things.json
            mode: full
            key: [id]
            columns: { id: text, v: integer }
        """;

    private const string Model = """
        -- One row: how many things there are.
        -- grain: one row
        -- reads: silver.things
        -- columns:
        --   things  integer  how many
        select count(*) as things from silver.things as t where {{is_true 't.is_current'}}
        """;

    [Fact]
    public async Task H35_new_readers_never_wait_for_a_publish_and_open_ones_finish_on_the_old_generation()
    {
        var probe = new PostgresProbe();
        using var rig = new NightRig(probe);
        rig.Feed(Feed);
        rig.Sql("gold/thing_count.sql", Model);
        await LoadAsync(rig, 1);

        await using var patient = await OpenAsync(probe);
        await using var transaction = await patient.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, TestContext.Current.CancellationToken);
        Assert.Equal(1L, await CountAsync(patient));

        var longestNight = TimeSpan.Zero;
        using var over = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => ReadAsync(probe, over.Token)).ToList();
        for (var night = 2; night <= 6; night++)
        {
            var began = Stopwatch.GetTimestamp();
            await LoadAsync(rig, night);
            longestNight = longestNight > Stopwatch.GetElapsedTime(began) ? longestNight : Stopwatch.GetElapsedTime(began);
            Assert.Equal(1L, await CountAsync(patient));
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(6L, await CountAsync(patient));

        // Another column: its view must be recreated, which waits for readers in short tries, and gives way to new ones.
        rig.Sql("gold/thing_count.sql", Model
            .Replace("how many\nselect", "how many\n--   most  integer  the greatest\nselect", StringComparison.Ordinal)
            .Replace("as things from", "as things, max(t.v) as most from", StringComparison.Ordinal));
        await using (var reading = await patient.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(6L, await CountAsync(patient));
            var publishing = LoadAsync(rig, 7);
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.False(publishing.IsCompleted);
            await reading.CommitAsync(TestContext.Current.CancellationToken);
            await publishing;
        }

        Assert.Equal("7 1", rig.Rows("select things, most from gold.thing_count"));
        await over.CancelAsync();
        var longest = (await Task.WhenAll(readers)).Max();
        Assert.True(longest <= longestNight + ServerTimeouts.ViewLock, $"a reader took {longest}, the longest night {longestNight}");
    }

    [Fact]
    public async Task H35_new_readers_begin_and_end_while_a_publish_is_in_progress_and_an_old_reader_holds_its_snapshot()
    {
        var probe = new PostgresProbe();
        using var rig = new NightRig(probe);
        rig.Feed(Feed);
        rig.Sql("gold/thing_count.sql", Model);
        await LoadAsync(rig, 1);

        // Publishing stands still inside its transaction, with every lock that it ever takes, until the test lets it go on.
        probe.Execute(
            "create function gold_slots.stand_still() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(4711); return new; end $$; "
            + "create trigger stand_still after update on gold_slots.published for each row execute function gold_slots.stand_still()");
        await using var gate = await OpenAsync(probe);
        await using var old = await OpenAsync(probe);
        await using var snapshot = await old.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, TestContext.Current.CancellationToken);
        Assert.Equal(1L, await CountAsync(old));
        for (var night = 2; night <= 4; night++)
        {
            await ExecuteAsync(gate, "select pg_advisory_lock(4711)");
            var publishing = LoadAsync(rig, night);
            while (probe.Query("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and wait_event = 'advisory' and datname = current_database()")[0][0] == "0")
            {
                Assert.False(publishing.IsCompleted);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            for (var reader = 0; reader < 20; reader++)
            {
                await using var connection = await OpenAsync(probe);
                Assert.Equal(night - 1, await CountAsync(connection));
                Assert.False(publishing.IsCompleted); // it connected, read and left inside the publish: it waited for nothing
            }

            Assert.Equal(1L, await CountAsync(old));
            await ExecuteAsync(gate, "select pg_advisory_unlock(4711)");
            await publishing;
            await using var late = await OpenAsync(probe);
            Assert.Equal(night, await CountAsync(late));
            Assert.Equal(1L, await CountAsync(old));
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task LoadAsync(NightRig rig, int night)
    {
        rig.Put("things.json", $"[{string.Join(',', Enumerable.Range(1, night).Select(i => $$"""{"id":"{{i}}","v":1}"""))}]");
        var report = await rig.RunAsync(night);
        Assert.Equal([], report.Faults.Select(fault => fault.Message));
    }

    // The longest read of one reader.
    private static async Task<TimeSpan> ReadAsync(PostgresProbe probe, CancellationToken over)
    {
        await using var connection = await OpenAsync(probe);
        var longest = TimeSpan.Zero;
        while (!over.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            await CountAsync(connection);
            longest = longest > Stopwatch.GetElapsedTime(started) ? longest : Stopwatch.GetElapsedTime(started);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }

        return longest;
    }

    private static async Task<NpgsqlConnection> OpenAsync(PostgresProbe probe)
    {
        var connection = new NpgsqlConnection(probe.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select things from gold.thing_count", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
