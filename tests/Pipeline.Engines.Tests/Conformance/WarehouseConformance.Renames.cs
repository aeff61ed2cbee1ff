namespace Pipeline.Engines.Tests.Conformance;

public abstract partial class WarehouseConformance
{
    [Fact]
    public async Task H36_a_column_that_was_renamed_after_the_last_night_is_verified_under_its_new_name()
    {
        _rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":2,"t":"y"}]""");
        _rig.Feed(Things.Replace("t: text", "name: { from: t, type: text, was: t }", StringComparison.Ordinal));
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
        _rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y"},{"id":"c","v":1,"t":"z"}]""");
        await LoadAsync(3, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y2"},{"id":"c","v":1,"t":"z"}]""");
        _rig.Feed(Things.Replace("t: text", "name: { from: t, type: text, was: t }", StringComparison.Ordinal));
        await LoadAsync(4, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y3"},{"id":"c","v":1,"t":"z"}]""");
        await AssertVerifiedAsync();
        _rig.Feed(Things.Replace(Columns, SmallThings, StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await AssertVerifiedAsync();
        await LoadAsync(5, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await AssertVerifiedAsync();

        // What an older night makes of versions of then has their values, under whatever name they were read.
        _rig.Put("things.json", """[{"id":"a","v":2},{"id":"b","v":1},{"id":"c","v":1}]""");
        Assert.Empty((await _rig.RunAsync(2, isLatest: false)).Faults);
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
        await _rig.WithdrawAsync(2, "a mistake");
        await AssertVerifiedAsync();

        _rig.Feed(Things.Replace("t: text", again, StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await AssertVerifiedAsync();
        await LoadAsync(6, """[{"id":"a","v":1,"t":"p"},{"id":"b","v":1}]""");
        await LoadAsync(7, """[{"id":"a","v":1,"t":"q"},{"id":"b","v":1,"t":"r"}]""");
        await AssertVerifiedAsync();
        _rig.Put("things.json", """[{"id":"a","v":3,"t":"x"},{"id":"c","v":1}]""");
        Assert.Empty((await _rig.RunAsync(2, isLatest: false)).Faults);
        await AssertVerifiedAsync();
        await _rig.WithdrawAsync(2, "a mistake");
        await AssertVerifiedAsync();
        _rig.Feed(Things.Replace("t: text", last, StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await AssertVerifiedAsync();
        await LoadAsync(8, """[{"id":"a","v":1,"t":"s"},{"id":"b","v":1,"t":"r"}]""");
        await AssertVerifiedAsync();
        _rig.Feed(Things.Replace(Columns, SmallThings, StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await LoadAsync(9, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task H36_a_column_that_was_renamed_and_removed_before_a_night_knew_its_new_name_is_verified()
    {
        _rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":2,"t":"y"}]""");
        _rig.Feed(Things.Replace("v: integer, t: text", "amount: { from: v, type: integer, was: v }, name: { from: t, type: text, was: t }", StringComparison.Ordinal));
        await MigrateAsync();
        _rig.Feed(Things.Replace(Columns, "columns: { id: text, u: text }", StringComparison.Ordinal));
        await MigrateAsync(acceptsNewVersions: true);
        await AssertVerifiedAsync();
        await LoadAsync(2, """[{"id":"a","u":"x"}]""");
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_first_name_that_is_forgotten_is_told_before_it_makes_new_versions()
    {
        _rig.Feed(Things.Replace("v: integer", "amount: { from: v, type: integer, was: v }", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b"}]""");
        _rig.Feed(Things.Replace("v: integer", "amount: { from: v, type: integer }", StringComparison.Ordinal));
        Assert.Equal(["amount first name v becomes amount NewVersions 1"], (await PlanAsync()).Changes.Select(change => $"{change.Column} {change.What} {change.Effect} {change.NewVersions}"));
    }
}
