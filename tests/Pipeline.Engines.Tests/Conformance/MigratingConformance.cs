using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>The scripts that bring a warehouse up to date.</summary>
public abstract class MigratingConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task Migrating_again_runs_no_script_and_changes_nothing()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a"}]""");
        var before = Snapshot();
        await using var warehouse = Rig.Warehouse.Open();
        var scripts = await warehouse.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.True(scripts.Count >= 3, $"{scripts.Count} scripts");
        Assert.DoesNotContain(scripts, script => script.WasRun);
        Assert.Equal(scripts.Select(script => script.Name), Rig.Rows("select name from ops.migrations order by name").Split('\n'));
        AssertSame(before, Snapshot());
    }

    [Fact]
    public async Task A_warehouse_whose_scripts_were_never_recorded_is_adopted_with_all_that_it_holds()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a"}]""");
        Rig.Warehouse.Execute("delete from ops.migrations where name < '0003'");
        await using (var unread = Rig.Warehouse.Open())
        {
            Assert.Equal(
                $"""
                {unread.Name} is not migrated: 2 of the {await CountAsync()} script(s) of this version were never run on it.
                The tables that the pipeline works with are not there, or not as this version knows them, so it did not begin.
                Nothing was read or written by this command.
                Create or upgrade them, which is safe to repeat and destroys nothing: migrate
                """,
                (await Assert.ThrowsAsync<WarehouseNotMigratedException>(() => unread.Ledger.FeedsAsync(CancellationToken.None))).Message);
        }

        await using var warehouse = Rig.Warehouse.Open();
        var scripts = await warehouse.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["0001_history_nights.sql", "0002_history_definitions.sql"], scripts.Where(script => script.WasRun).Select(script => script.Name));
        Expect("a [1,) *", "things", "id");
        await LoadAsync(2, """[{"id":"b"}]""");
        Expect("a [1,2) *\nb [2,) *", "things", "id");
    }

    [Fact]
    public async Task A_warehouse_of_a_newer_version_is_refused_and_left_alone()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a"}]""");
        Rig.Warehouse.Execute("insert into ops.migrations (name) values ('9998_moon.sql')");
        Rig.Warehouse.Execute("insert into ops.migrations (name) values ('9999_stars.sql')");
        var before = Snapshot();
        await using var warehouse = Rig.Warehouse.Open();
        var message =
            $"""
            {warehouse.Name} was migrated by a newer pipeline: it has had 2 script(s) that this one does not know (9998_moon.sql, 9999_stars.sql).
            What they changed is not known here, and a night written without that knowledge could spoil history.
            Nothing was read or written by this command.
            Install the newer version, or name another warehouse; then see how it stands: status
            """;
        foreach (var use in new Func<Task>[]
        {
            () => warehouse.Schema.MigrateAsync(CancellationToken.None),
            () => warehouse.Schema.ReadyAsync(CancellationToken.None),
            () => warehouse.Ledger.FeedsAsync(CancellationToken.None),
            () => Rig.RunAsync(2),
        })
        {
            Assert.Equal(message, (await Assert.ThrowsAsync<WarehouseIsNewerException>(use)).Message);
        }

        AssertSame(before, Snapshot());
    }

    [Fact]
    public async Task Two_feeds_whose_datasets_differ_in_letter_case_only_never_meet_in_one_table()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        Rig.Feed(Things.Replace("things:", "Things:", StringComparison.Ordinal), feed: "second");
        var before = Snapshot();
        var fault = await Assert.ThrowsAsync<DefinitionConflictException>(() => Rig.RunAsync(1, "second"));
        Assert.Contains("the dataset belongs to feed 'shop'", fault.Message, StringComparison.Ordinal);
        AssertSame(before, Snapshot());
        Expect("a 1 [1,) *", "things", "id", "v");
    }

    private async Task<int> CountAsync()
    {
        await using var warehouse = Rig.Warehouse.Open();
        return warehouse.Sql.Names.Count(file => file.StartsWith("migrations/", StringComparison.Ordinal));
    }
}
