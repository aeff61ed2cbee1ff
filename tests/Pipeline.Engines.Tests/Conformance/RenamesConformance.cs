using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>Columns that are renamed or removed, seen by later verification and by late nights.</summary>
public abstract class RenamesConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task H36_a_column_that_was_renamed_after_the_last_night_is_verified_under_its_new_name()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":2,"t":"y"}]""");
        Rig.Feed(Things.Replace("t: text", "name: { from: t, type: text, was: t }", StringComparison.Ordinal));
        await MigrateAsync();
        await AssertVerifiedAsync();
    }

    [Theory]
    [InlineData("t: text", "title: { from: t, type: text, was: t }")]
    [InlineData("t: text", "name: { from: t, type: text, was: t }")]
    [InlineData("name: { from: t, type: text }", "title: { from: t, type: text, was: name }")]
    [InlineData("name: { from: t, type: text, was: t }", "title: { from: t, type: text, was: [t, name] }")]
    public async Task H36_a_column_that_was_renamed_and_then_removed_is_verified_and_so_is_one_of_its_names_again(string again, string last)
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y"},{"id":"c","v":1,"t":"z"}]""");
        await LoadAsync(3, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y2"},{"id":"c","v":1,"t":"z"}]""");
        Rig.Feed(Things.Replace("t: text", "name: { from: t, type: text, was: t }", StringComparison.Ordinal));
        await LoadAsync(4, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y3"},{"id":"c","v":1,"t":"z"}]""");
        await AssertVerifiedAsync();
        Rig.Feed(Things.Replace(Columns, SmallThings, StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await AssertVerifiedAsync();
        await LoadAsync(5, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await AssertVerifiedAsync();

        // What an older night makes of former versions has their values, under whatever name they were read.
        Rig.Put("things.json", """[{"id":"a","v":2},{"id":"b","v":1},{"id":"c","v":1}]""");
        Assert.Empty((await Rig.RunAsync(2, isLatest: false)).Faults);
        Expect(
            """
            a 1 null [5,) *
            a 1 x [1,2)
            a 1 x [3,5)
            a 2 null [2,3)
            b 1 null [2,3)
            b 1 null [5,) *
            b 1 y [1,2)
            b 1 y2 [3,4)
            b 1 y3 [4,5)
            c 1 null [2,3)
            c 1 z [1,2)
            c 1 z [3,5) *
            """,
            "things", "id", "v", "name");
        await AssertVerifiedAsync();
        await Rig.WithdrawAsync(2, "a mistake");
        await AssertVerifiedAsync();

        Rig.Feed(Things.Replace("t: text", again, StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await AssertVerifiedAsync();
        await LoadAsync(6, """[{"id":"a","v":1,"t":"p"},{"id":"b","v":1}]""");
        await LoadAsync(7, """[{"id":"a","v":1,"t":"q"},{"id":"b","v":1,"t":"r"}]""");
        await AssertVerifiedAsync();
        Rig.Put("things.json", """[{"id":"a","v":3,"t":"x"},{"id":"c","v":1}]""");
        Assert.Empty((await Rig.RunAsync(2, isLatest: false)).Faults);
        await AssertVerifiedAsync();
        await Rig.WithdrawAsync(2, "a mistake");
        await AssertVerifiedAsync();
        Rig.Feed(Things.Replace("t: text", last, StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await AssertVerifiedAsync();
        await LoadAsync(8, """[{"id":"a","v":1,"t":"s"},{"id":"b","v":1,"t":"r"}]""");
        await AssertVerifiedAsync();
        Rig.Feed(Things.Replace(Columns, SmallThings, StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await LoadAsync(9, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task H36_a_column_that_was_renamed_and_removed_before_a_night_knew_its_new_name_is_verified()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":2,"t":"y"}]""");
        Rig.Feed(Things.Replace("v: integer, t: text", "amount: { from: v, type: integer, was: v }, name: { from: t, type: text, was: t }", StringComparison.Ordinal));
        await MigrateAsync();
        Rig.Feed(Things.Replace(Columns, "columns: { id: text, u: text }", StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await AssertVerifiedAsync();
        await LoadAsync(2, """[{"id":"a","u":"x"}]""");
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task H18_a_former_night_is_shown_in_the_column_that_had_its_name_then()
    {
        var facts = Things.Replace("full", "append", StringComparison.Ordinal);
        Rig.Feed(facts);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"}]""");
        await LoadAsync(2, """[{"id":"a","v":1,"t":"y"},{"id":"b","v":1,"t":"z"}]""");
        Rig.Feed(facts.Replace("t: text", "name: { from: t, type: text, was: t }", StringComparison.Ordinal));
        await MigrateAsync();
        Rig.Feed(facts.Replace(Columns, SmallThings, StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await LoadAsync(3, """[{"id":"c","v":1}]""");
        Rig.Feed(facts.Replace("t: text", "t: { from: s, type: text }", StringComparison.Ordinal));
        await LoadAsync(4, """[{"id":"d","v":1,"s":"new"}]""");

        // Night 2 said otherwise of 'a' than night 1, and was not current: now it is.
        await Rig.WithdrawAsync(1, "a mistake");
        Expect("a 1 null y [2,) *\nb 1 null z [2,) *\nc 1 null null [3,) *\nd 1 new null [4,) *", "things", "id", "v", "t", "name");
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task H18_a_late_night_before_one_that_kept_a_column_that_was_renamed_since()
    {
        var holding = Things + "\n    on_missing_column: hold";
        Rig.Feed(holding);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y"}]""");
        await LoadAsync(3, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        Rig.Feed(holding.Replace("t: text", "name: { from: t, type: text, was: t }", StringComparison.Ordinal));
        Assert.Equal((0, 2), await CountsAsync(4, """[{"id":"a","v":1},{"id":"b","v":1}]"""));

        Rig.Put("things.json", """[{"id":"a","v":1,"t":"z"},{"id":"b","v":1,"t":"y"}]""");
        Assert.Empty((await Rig.RunAsync(2, isLatest: false)).Faults);
        Expect("a 1 x [1,2)\na 1 z [2,) *\nb 1 y [1,) *", "things", "id", "v", "name");
        Assert.Equal("", Kinds(await VerifyAsync(KeyShare.All)));
        await Rig.WithdrawAsync(2, "a mistake");
        Expect("a 1 x [1,) *\nb 1 y [1,) *", "things", "id", "v", "name");
        Assert.Equal("", Kinds(await VerifyAsync(KeyShare.All)));

        async Task<(long Changed, long Unchanged)> CountsAsync(int night, string json)
        {
            var accepted = await LoadAsync(night, json);
            return (accepted.Tally.Changed, accepted.Tally.Unchanged);
        }
    }

    [Fact]
    public async Task H18_a_late_night_before_one_that_kept_a_column_that_was_removed_since_also_where_it_is_tried()
    {
        const string hold = "\n    on_missing_column: hold";
        Rig.Feed(Things + hold);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"}]""");
        await LoadAsync(3, """[{"id":"a","v":1}]""");
        Rig.Feed(Things.Replace(Columns, SmallThings, StringComparison.Ordinal) + hold);
        await MigrateAsync(acceptsNewVersions: true);
        await LoadAsync(4, """[{"id":"a","v":1}]""");
        Rig.Put("things.json", """[{"id":"a","v":2}]""");
        await using (var warehouse = Rig.Warehouse.Open())
        await using (var copy = await warehouse.OpenDryRunAsync(Path.Combine(Rig.Source, "copy"), Rig.Read(), CancellationToken.None))
        {
            Assert.Empty((await Rig.RunAsync(copy, NightRig.Night(2), isLatest: false)).Faults);
        }

        Assert.Empty((await Rig.RunAsync(2, isLatest: false)).Faults);
        Expect("a 1 null [3,) *\na 1 x [1,2)\na 2 null [2,3)", "things", "id", "v", "t");
        Assert.Equal("", Kinds(await VerifyAsync(KeyShare.All)));
    }

    [Fact]
    public async Task A_night_that_is_refused_renames_nothing()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"}]""");
        Rig.Feed(Things.Replace("v: integer, t: text", "amount: { from: v, type: integer, was: v }, name: { from: t, type: integer, was: t }", StringComparison.Ordinal));
        await Assert.ThrowsAsync<DefinitionConflictException>(() => Rig.RunAsync(2));
        Expect("a 1 x [1,) *", "things", "id", "v", "t");
        Assert.Equal("id, v, t", Rig.Rows("select name from history.dataset_columns order by position").ReplaceLineEndings(", "));
    }

    [Fact]
    public async Task A_former_name_that_is_missing_is_reported_before_it_makes_new_versions()
    {
        Rig.Feed(Things.Replace("v: integer", "amount: { from: v, type: integer, was: v }", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b"}]""");
        Rig.Feed(Things.Replace("v: integer", "amount: { from: v, type: integer }", StringComparison.Ordinal));
        Assert.Equal(["amount first name v becomes amount NewVersions 1"], (await PlanAsync()).Changes.Select(change => $"{change.Column} {change.What} {change.Effect} {change.NewVersions}"));
    }
}
