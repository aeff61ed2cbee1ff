using Npgsql;
using Pipeline.Testing;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Postgres;

/// <summary>The database server dies in the middle of a night.</summary>
public sealed class PostgresKilledTests
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

    [Theory]
    [InlineData("bronze.things")]
    [InlineData("silver.things")]
    [InlineData("history.accepted_nights")]
    [InlineData("gold_slots.generation_tables")]
    [InlineData("gold_slots.published")]
    public async Task A_server_killed_in_a_landing_a_merge_or_a_publish_is_started_again_and_the_night_ends_in_the_same_bytes(string table)
    {
        using var server = PostgresServer.Start();
        using var undisturbed = new NightRig(new PostgresProbe(server));
        await LoadAsync(undisturbed, 1);
        await LoadAsync(undisturbed, 2);
        var probe = new PostgresProbe(server);
        using var rig = new NightRig(probe, undisturbed.Source);
        await LoadAsync(rig, 1);

        await using (var blocker = new NpgsqlConnection(probe.ConnectionString))
        {
            await blocker.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await blocker.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var locking = new NpgsqlCommand($"lock table {table} in share mode", blocker);
            await locking.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            var night = LoadAsync(rig, 2);
            while (probe.Query("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")[0][0] == "0")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            server.Kill();
            await Assert.ThrowsAnyAsync<Exception>(() => night);
        }

        server.Resume();
        await LoadAsync(rig, 2);
        foreach (var schema in new[] { "bronze", "silver", "history", "gold" })
        {
            Assert.Equal(undisturbed.Warehouse.Dump(schema, OurWork.Columns), rig.Warehouse.Dump(schema, OurWork.Columns));
        }
    }

    [Fact]
    public async Task H32_a_merge_under_a_lease_that_was_given_out_again_is_rolled_back()
    {
        using var rig = new NightRig(new PostgresProbe());
        await LoadAsync(rig, 1);
        rig.Warehouse.Execute(
            "create function ops.steal() returns trigger language plpgsql as $$ begin update ops.leases set token = token + 1, holder = 'a successor'; return new; end $$; "
            + "create trigger steal before insert on history.accepted_nights for each row execute function ops.steal()");
        rig.Put("things.json", """[{"id":"a","v":3}]""");
        var report = await rig.RunAsync(2);
        await using var warehouse = rig.Warehouse.Open();
        Assert.Equal(
            $"""
            This run holds lease 2 on feed 'shop' in {warehouse.Name}, but lease 3 has been given out since (a successor).
            A run that was paused must not write over its successor, so what it was about to commit was rolled back.
            Everything its successor has written is unchanged.
            See how far the other has come: status shop
            """,
            Assert.Single(report.Faults).Message);
        Assert.Equal("a 1 [1,) *\nb 1 [1,) *", rig.History("things", "id", "v"));
    }

    private static async Task LoadAsync(NightRig rig, int day)
    {
        rig.Feed(Feed);
        rig.Sql("gold/thing_count.sql", Model);
        rig.Put("things.json", day == 1 ? """[{"id":"a","v":1},{"id":"b","v":1}]""" : """[{"id":"a","v":2},{"id":"c","v":1}]""");
        var report = await rig.RunAsync(day);
        Assert.Equal([], report.Faults.Select(fault => fault.Message));
    }
}
