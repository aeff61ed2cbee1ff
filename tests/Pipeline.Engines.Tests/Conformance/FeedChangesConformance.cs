using Pipeline.Core.Migration;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>A feed file that changes between nights: what is done in place, what needs consent, what is refused.</summary>
public abstract class FeedChangesConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task A_column_that_is_removed_stays_with_its_values_and_versions_follow_only_where_that_is_accepted()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1},{"id":"c","v":1,"t":"z"}]""");
        Rig.Feed(Things.Replace(Columns, SmallThings, StringComparison.Ordinal));
        var before = Snapshot();
        Assert.Equal(
            ["things.t column no longer named (tracked, text): NewVersions 2. It stays in the table, with the values of the versions there are, and is null from the next night on. 2 open version(s) have a value in it: each whose record is delivered gets a new version, and max_changed may stop that night."],
            await MigrateAsync());
        AssertSame(before, Snapshot());

        await MigrateAsync(acceptsNewVersions: true);
        Assert.Empty(await MigrateAsync());
        Assert.Equal("t column no longer named (tracked, text) 2021-12-01", Rig.Rows("select field, change, night from ops.schema_changes"));
        var night = await LoadAsync(3, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1}]""");
        Assert.Equal((1, 1, 1), (night.Tally.Changed, night.Tally.Unchanged, night.Tally.Gone));
        Expect("a 1 null [3,) *\na 1 x [1,3)\nb 1 null [1,) *\nc 1 z [1,3) *", "things", "id", "v", "t");
        await AssertVerifiedAsync();

        // An older night moves former versions with all that they have, and what leaves is kept whole.
        Rig.Put("things.json", """[{"id":"a","v":2},{"id":"b","v":1},{"id":"c","v":1}]""");
        Assert.Empty((await Rig.RunAsync(2, isLatest: false)).Faults);
        Expect("a 1 null [3,) *\na 1 x [1,2)\na 2 null [2,3)\nb 1 null [1,) *\nc 1 null [2,3) *\nc 1 z [1,2)", "things", "id", "v", "t");
        Assert.Equal("a x\nc z", Rig.Rows("select id, t from silver.things__superseded order by id"));
        await AssertVerifiedAsync();
        await Rig.WithdrawAsync(2, "a mistake");
        Expect("a 1 null [3,) *\na 1 x [1,3)\nb 1 null [1,) *\nc 1 z [1,3) *", "things", "id", "v", "t");
        await AssertVerifiedAsync();

        // Named again it is as a new column.
        Rig.Feed(Things);
        await LoadAsync(4, """[{"id":"a","v":1,"t":"y"},{"id":"b","v":1}]""");
        Expect("a 1 null [3,4)\na 1 x [1,3)\na 1 y [4,) *\nb 1 null [1,) *\nc 1 z [1,3) *", "things", "id", "v", "t");
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_column_that_no_open_version_has_a_value_in_is_removed_without_a_word_to_history()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1,"t":null}]""");
        Rig.Feed(Things.Replace(Columns, SmallThings, StringComparison.Ordinal));
        Assert.Equal(
            ["things.t column no longer named (tracked, text): Safe 0. It stays in the table, with the values of the versions there are, and is null from the next night on. No open version has a value in it, so none changes."],
            await MigrateAsync());
        Assert.Equal(2, (await LoadAsync(2, """[{"id":"a","v":1},{"id":"b","v":1}]""")).Tally.Unchanged);
    }

    [Fact]
    public async Task H12_untracked_columns_come_and_go_in_place()
    {
        const string three = "columns: { id: text, v: integer, t: { type: text, tracked: false }, u: { type: text, tracked: false }, w: { from: v, type: text } }";
        Rig.Feed(Things.Replace(Columns, three, StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x","u":"p"},{"id":"b","v":1,"t":"x","u":"q"}]""");
        Rig.Feed(Things.Replace(Columns, "columns: { id: text, v: integer, u: { type: text, tracked: false } }", StringComparison.Ordinal));
        Assert.Equal(["t Safe", "w Safe"], (await PlanAsync()).Changes.Select(change => $"{change.Column} {change.Effect}"));
        await MigrateAsync();
        var night = await LoadAsync(2, """[{"id":"a","v":1,"u":"r"},{"id":"b","v":1,"u":"q"}]""");
        Assert.Equal((0, 0), (night.Tally.New, night.Tally.Changed));
        Expect("a 1 x r 1 [1,) *\nb 1 x q 1 [1,) *", "things", "id", "v", "t", "u", "w");
        await AssertVerifiedAsync();
        Rig.Feed(Things.Replace(Columns, three, StringComparison.Ordinal));
        await LoadAsync(3, """[{"id":"a","v":1,"t":"y","u":"r"},{"id":"b","v":2,"t":"z","u":"q"}]""");
        Expect("a 1 y r 1 [1,) *\nb 1 x q 1 [1,3)\nb 2 z q 2 [3,) *", "things", "id", "v", "t", "u", "w");
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task Derived_columns_of_every_version_follow_the_current_feed_file()
    {
        const string lower = "columns: { id: text, v: integer, t: text, m: { from: t, type: text, normalise: [lower] } }";
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"X"},{"id":"b","v":1,"t":"Y"},{"id":"c","v":1,"t":"Z"},{"id":"d"}]""");
        await LoadAsync(3, """[{"id":"a","v":1,"t":"X"},{"id":"b","v":1,"t":"W"},{"id":"d"}]""");

        // A night by itself: open, closed and gone ones, and the guards of that night have nothing to do with it.
        Rig.Feed(Things.Replace(Columns, lower, StringComparison.Ordinal));
        Assert.Equal(["things.m new column text, derived: Safe 0. Made in every version there is, from the values that the version has; no version and no hash changes."], Describe(await PlanAsync()));
        var hashes = Rig.Rows("select key_hash, row_hash, valid_from, run_id from silver.things order by key_hash, valid_from");
        Rig.Put("things.json", "[");
        Assert.Single((await Rig.RunAsync(4)).Faults);
        Expect("a X x [1,) *\nb W w [3,) *\nb Y y [1,3)\nc Z z [1,3) *\nd null null [1,) *", "things", "id", "t", "m");
        Assert.Equal(hashes, Rig.Rows("select key_hash, row_hash, valid_from, run_id from silver.things order by key_hash, valid_from"));
        await AssertVerifiedAsync();
        Assert.Equal(3, (await LoadAsync(4, """[{"id":"a","v":1,"t":"X"},{"id":"b","v":1,"t":"W"},{"id":"d"}]""")).Tally.Unchanged);
        await AssertVerifiedAsync();

        // A migration, before any night.
        Rig.Feed(Things.Replace(Columns, lower.Replace("[lower]", "[upper]", StringComparison.Ordinal).Replace("from: t", "from: id", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal(["things.m made otherwise: Safe 0. Made in every version there is, from the values that the version has; no version and no hash changes."], await MigrateAsync());
        Expect("a X A [1,) *\nb W B [3,) *\nb Y B [1,3)\nc Z C [1,3) *\nd null D [1,) *", "things", "id", "t", "m");
        await AssertVerifiedAsync();

        // Nights that were read before there was one are replayed.
        Rig.Put("things.json", """[{"id":"a","v":2,"t":"X"},{"id":"c","v":1,"t":"Z"},{"id":"d"}]""");
        Assert.Empty((await Rig.RunAsync(2, isLatest: false)).Faults);
        Expect("a X A [1,2)\na X A [2,3)\na X A [3,) *\nb W B [3,) *\nb Y B [1,2)\nc Z C [1,3) *\nd null D [1,) *", "things", "id", "t", "m");
        await AssertVerifiedAsync();
        await Rig.WithdrawAsync(3, "a mistake");
        await AssertVerifiedAsync();
        Assert.Equal("0", Rig.Rows("select count(*) from silver.things where m is null"));
    }

    [Fact]
    public async Task H11_a_wider_type_changes_no_value_no_version_and_no_hash()
    {
        const string narrow = "columns: { id: integer, a: integer, b: integer, c: \"decimal(9,2)\", d: \"decimal(9,2)\", e: \"decimal(5,1)\", t: text }";
        var isPlace = Rig.Warehouse is CitusProbe; // the column by which a cluster spreads records keeps its type
        var wide = $"columns: {{ id: {(isPlace ? "integer" : "\"decimal(22,1)\"")}, a: real, b: \"decimal(9,2)\", c: \"decimal(20,4)\", d: real, e: \"decimal(12,3)\", t: text }}";
        const string rows = """[{"id":1,"a":-7,"b":100,"c":1.50,"d":0.1,"e":100.0,"t":"x"},{"id":2,"a":9007199254740991,"b":-9999999,"c":200,"d":-1234567.89,"e":0.5},{"id":3}]""";
        Rig.Feed(Things.Replace(Columns, narrow, StringComparison.Ordinal));
        await LoadAsync(1, rows);
        await LoadAsync(2, rows.Replace("\"x\"", "\"y\"", StringComparison.Ordinal));
        Rig.Put("things.json", rows.Replace("\"x\"", "\"z\"", StringComparison.Ordinal));
        Assert.Empty((await Rig.RunAsync(1, isLatest: false)).Faults); // so that there is a superseded version too
        Rig.Feed(Things.Replace(Columns, wide, StringComparison.Ordinal));
        Assert.Equal(
            [.. isPlace ? Array.Empty<string>() : ["id integer becomes decimal(22,1) Safe"], "a integer becomes real Safe", "b integer becomes decimal(9,2) Safe", "c decimal(9,2) becomes decimal(20,4) Safe", "d decimal(9,2) becomes real Safe", "e decimal(5,1) becomes decimal(12,3) Safe"],
            (await PlanAsync()).Changes.Select(change => $"{change.Column} {change.What} {change.Effect}"));
        var hashes = Rig.Rows("select key_hash, row_hash from silver.things order by key_hash, valid_from");
        await MigrateAsync();
        Assert.Empty(await MigrateAsync());
        Assert.Equal(hashes, Rig.Rows("select key_hash, row_hash from silver.things order by key_hash, valid_from"));
        await AssertVerifiedAsync();
        var night = await LoadAsync(3, rows.Replace("\"x\"", "\"y\"", StringComparison.Ordinal));
        Assert.Equal(3, night.Tally.Unchanged);
        Assert.Equal(2, (await LoadAsync(4, """[{"id":1,"a":-7.5,"b":100.25,"c":1.5055,"d":0.1,"e":100.001,"t":"y"},{"id":2,"a":9007199254740991,"b":-9999999,"c":200,"d":-1234567.89,"e":0.5},{"id":3}]""")).Tally.Unchanged);
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task What_would_rewrite_versions_is_refused_and_nothing_beside_it_is_made()
    {
        Rig.Feed(Things.Replace(Columns, "columns: { id: text, v: integer, t: text, d: \"decimal(9,2)\", big: integer, on: date }", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1,"t":"2021-12-01","d":1.5,"big":9007199254740993,"on":"2021-12-01"}]""");
        Rig.Feed(Things.Replace(Columns, "columns: { id: text, v: text, t: date, d: \"decimal(8,2)\", big: real, on: timestamp, more: text, also: text }", StringComparison.Ordinal)
            .Replace("key: [id]", "key: [id, v, also]", StringComparison.Ordinal));
        var before = Snapshot();
        Assert.Equal(
            ["v integer becomes text", "v tracked becomes key", "t text becomes date", "d decimal(9,2) becomes decimal(8,2)", "big integer becomes real", "on date becomes timestamp", "also new column text, part of the key"],
            (await PlanAsync()).WithRebuild.Select(change => $"{change.Column} {change.What}"));
        await MigrateAsync(acceptsNewVersions: true);
        AssertSame(before, Snapshot());

        // All of it at once, rebuilt.
        Rig.Feed(Things.Replace(Columns, "columns: { id: text, v: text, t: date, d: \"decimal(8,2)\", big: real, on: { type: timestamp, format: yyyy-MM-dd, zone: UTC }, more: text }", StringComparison.Ordinal)
            .Replace("key: [id]", "key: [id, v]", StringComparison.Ordinal));
        Assert.Empty(Assert.Single(await RebuildAsync("types as the vendor means them")).Faults);
        Expect("1 a 2021-12-01 null [1,) *", "things", "v", "id", "t", "more");
        Assert.Equal("1 2021-12-01", Rig.Rows("select v__1, t__1 from silver.things__superseded"));
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task New_datasets_lists_modes_and_names_are_listed_and_applied()
    {
        Rig.Feed(Things + "\n" + Things.Replace("things", "others", StringComparison.Ordinal));
        Rig.Put("others.json", """[{"id":"o"}]""");
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x","l":[{"n":1}]}]""");
        Rig.Feed(Things.Replace("mode: full", "mode: upsert", StringComparison.Ordinal).Replace("t: text", "name: { from: t, type: text, was: t }, u: text", StringComparison.Ordinal)
            + "\n    lists: { parts: { from: l, key: [n], columns: { n: integer } } }");
        Assert.Equal(
            [
                "things. mode full becomes upsert Safe", "things.t renamed to name Safe", "things.u new column text Safe",
                "parts. new list of things Safe", "others. dataset no longer named Safe",
            ],
            (await PlanAsync()).Changes.Select(change => $"{change.Dataset}.{change.Column} {change.What} {change.Effect}"));
        await MigrateAsync();
        Assert.Equal("0", Rig.Rows("select count(*) from silver.parts"));
        Assert.Equal("1", Rig.Rows("select count(*) from silver.things where name = 'x' and u is null"));
        await AssertVerifiedAsync(); // also before a night has read it under its new name

        // The same file of an older night, read with another definition, replaces its night.
        Assert.Empty((await Rig.RunAsync(1, isLatest: false)).Faults);
        Expect("a 1 [1,) *", "parts", "things_id", "n");
        Assert.Equal(["others."], (await PlanAsync()).Changes.Select(change => $"{change.Dataset}.{change.Column}"));
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task H33_a_migration_that_is_killed_anywhere_and_run_again_ends_the_same()
    {
        var both = Things + "\n" + Things.Replace("things", "others", StringComparison.Ordinal);
        Rig.Feed(both);
        Rig.Put("others.json", """[{"id":"o","v":2,"t":"p"}]""");
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"}]""");
        for (var step = 1; step <= 5; step++)
        {
            var wider = $"v: \"decimal({9 + step},2)\", n{step}: text";
            Rig.Feed(both.Replace("v: integer", wider, StringComparison.Ordinal));
            await using (var dying = MortalWarehouse.Of(
                Rig.Warehouse.Open(), step, nameof(ISchema.PrepareAsync), nameof(ISchema.ChangeAsync), nameof(ISchema.RecordAsync)))
            {
                await Assert.ThrowsAsync<KilledException>(() => new FeedMigration(dying, Rig.Clock).RunAsync(Rig.Read(), acceptsNewVersions: true, null, CancellationToken.None));
            }

            await MigrateAsync(acceptsNewVersions: true);
            Assert.Empty((await PlanAsync()).Changes);
            Assert.Equal(
                $"others decimal({9 + step},2)\nthings decimal({9 + step},2)",
                Rig.Rows("select dataset, type from history.dataset_columns where name = 'v' order by dataset"));
            Assert.Equal("2", Rig.Rows($"select count(*) from history.dataset_columns where name = 'n{step}' and role = 'tracked'"));
            Assert.Equal("2", Rig.Rows($"select count(*) from ops.schema_changes where field = 'n{step}' and change = 'new column text'"));
        }

        Assert.Equal(1, (await LoadAsync(2, """[{"id":"a","v":1,"t":"x"}]""")).Tally.Unchanged);
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_change_in_how_a_file_is_read_is_listed()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        Rig.Feed(Things.Replace("t: text", "t: { from: [t, text], type: text }", StringComparison.Ordinal));
        Assert.Equal(["things. read otherwise: Safe 0. From the next night on, where values are found or how they are read."], await MigrateAsync());
    }
}
