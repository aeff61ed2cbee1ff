using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>History is rebuilt from the archive under another definition.</summary>
public abstract class RebuildsConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    private const string Parted = Things + """

            lists:
              parts: { key: [p], columns: { p: text, q: integer } }
        """;

    private static readonly string ByPlace = Parted.Replace("key: [id]", "key: [id, t]", StringComparison.Ordinal).Replace("v: integer", "v: text", StringComparison.Ordinal);

    [Fact]
    public async Task H37_history_is_rebuilt_under_another_key_and_superseded_versions_are_kept()
    {
        await LoadPartsAsync();
        Expect("1 a x [1,2)\n1 b z [1,) *\n2 a y [2,3) *", "things", "v", "id", "t");
        Rig.Feed(ByPlace);
        Assert.Equal(
            ["things.v integer becomes text: Rebuild 0", "things.t tracked becomes key: Rebuild 0", "parts.things_t new column text, part of the key: Rebuild 0"],
            (await PlanAsync()).Changes.Select(change => $"{change.Dataset}.{change.Column} {change.What}: {change.Effect} {change.NewVersions}"));

        var reports = await RebuildAsync("places are distinguished");
        Assert.Equal(["Rebuilding", "Rebuilding", "Published"], reports.Select(report => report.Gold.State.ToString()));
        Assert.All(reports, report => Assert.Empty(report.Faults));
        Expect("1 a x [1,2) *\n1 b z [1,) *\n2 a y [2,3) *", "things", "v", "id", "t");
        Expect("a x p 1 [1,2) *\na y p 1 [2,3) *\nb z p 2 [2,) *", "parts", "things_id", "things_t", "p", "q");
        Assert.Empty((await PlanAsync()).Changes);
        await AssertVerifiedAsync();

        // What was current, and who let it be rebuilt.
        Assert.Equal("a x 1\na y 2\nb z 1", Rig.Rows("select id, t, v__1 from silver.things__superseded order by id, t"));
        Assert.Equal("3 rebuilt places are distinguished tester", Rig.Rows("select count(*), state, reason, decided_by from history.superseded_nights where dataset = 'things' group by state, reason, decided_by"));

        // From now on it is a history like any other: nights in order, late ones, and ones that are withdrawn.
        await LoadAsync(5, """[{"id":"b","v":1,"t":"z"},{"id":"b","v":3,"t":"y"}]""");
        Rig.Put("things.json", """[{"id":"a","v":1,"t":"x"},{"id":"a","v":7,"t":"y"}]""");
        Assert.Empty((await Rig.RunAsync(4, isLatest: false)).Faults);
        Expect("1 a x [1,2)\n1 a x [4,5) *\n1 b z [1,4)\n1 b z [5,) *\n2 a y [2,3)\n3 b y [5,) *\n7 a y [4,5) *", "things", "v", "id", "t");
        await AssertVerifiedAsync();
        await Rig.WithdrawAsync(4, "a mistake");
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_rebuild_is_undone_by_putting_the_definition_back()
    {
        await LoadPartsAsync();
        var before = Rig.Rows("select id, v, t, valid_from, valid_to, is_latest, key_hash, row_hash from silver.things order by id, valid_from");
        Rig.Feed(ByPlace);
        await RebuildAsync("places are distinguished");
        Rig.Feed(Parted);
        Assert.Equal(
            ["things.v text becomes integer: Rebuild", "things.t key becomes tracked: Rebuild", "parts.things_t key column no longer named: Rebuild"],
            (await PlanAsync()).WithRebuild.Select(change => $"{change.Dataset}.{change.Column} {change.What}: {change.Effect}").Order(StringComparer.Ordinal).Reverse());
        Assert.All(await RebuildAsync("they are not"), report => Assert.Empty(report.Faults));
        Assert.Equal(before, Rig.Rows("select id, v, t, valid_from, valid_to, is_latest, key_hash, row_hash from silver.things order by id, valid_from"));
        Expect("a p 1 [1,3) *\nb p 2 [2,) *", "parts", "things_id", "p", "q");
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task H33_a_rebuild_that_is_killed_anywhere_goes_on_and_gold_waits_for_its_last_night()
    {
        await LoadPartsAsync();
        Rig.Feed(ByPlace);
        for (var step = 1; step <= 3; step++)
        {
            await using var dying = Crashes.MortalWarehouse.Of(Rig.Warehouse.Open(), step, nameof(IHistoryWriter.RetireAsync), nameof(ISchema.PrepareAsync));
            await Assert.ThrowsAsync<Crashes.KilledException>(() => Rig.RebuildAsync(dying, "places are distinguished"));
        }

        await using (var warehouse = Rig.Warehouse.Open())
        {
            Assert.Single(await Rig.RebuildAsync(warehouse, "places are distinguished", nights: 1));
        }

        // The next night does not wait, and gold does not lack what is not replayed yet.
        Rig.Put("things.json", """[{"id":"b","v":1,"t":"z"},{"id":"c","v":1,"t":"z"}]""");
        var night = await Rig.RunAsync(4);
        Assert.Equal(GoldState.NotPublished, night.Gold.State);
        Assert.Equal(
            """
            2 night(s) of 'things' wait to be replayed under the new definition: 2021-12-02..2021-12-03.
            Gold built now would lack what they delivered, so it was not published.
            Gold is unchanged; bronze and silver hold what is accepted.
            Go on with it: migrate shop --rebuild
            """.ReplaceLineEndings("\n"),
            Assert.Single(night.Faults).Message.ReplaceLineEndings("\n"));
        Assert.Equal("b", Rig.Rows("select id from gold.facts"));

        var rest = await RebuildAsync(null);
        Assert.Equal(2, rest.Count);
        Assert.All(rest, report => Assert.Empty(report.Faults));
        Expect("1 a x [1,2) *\n1 b z [1,) *\n1 c z [4,) *\n2 a y [2,3) *", "things", "v", "id", "t");
        Assert.Equal("b c", Rig.Rows("select id from gold.facts order by id").ReplaceLineEndings(" "));
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_rebuild_that_would_lose_something_is_refused_before_anything_is_changed()
    {
        await LoadPartsAsync();
        var before = Snapshot();
        Rig.Feed(ByPlace.Replace("key: [id, t]", "key: [id, w]", StringComparison.Ordinal).Replace("t: text", "t: text, w: text", StringComparison.Ordinal));
        Assert.Equal(
            """
            The file of 'things' for night 2021-12-01 can't be replayed under the new definition: things.json fits nothing that the feed file says of things: all of its 2 records are rejected, the first at record 1 (line 1, byte 1): Key column w is null, so the record has no key. Fix it at the vendor, or name it as filler with `skip_when`.
            What it delivered would be gone from history.
            Nothing was changed.
            Fix the feed file so that it reads the former files as well (from: [new, old]), then run: migrate shop --dry-run --rebuild
            """.ReplaceLineEndings("\n"),
            await RefusedAsync());

        Rig.Feed(ByPlace);
        foreach (var file in Directory.GetFiles(Rig.Archive.Root, "*", SearchOption.AllDirectories).Where(file => file.Contains("2021-12-02", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }

        Assert.Equal(
            $"""
            1 of 3 file(s) that would be read again are not in the archive {Rig.Archive.Root}; the first is that of 'things' for night 2021-12-02.
            What they delivered would be gone from history.
            Nothing was changed.
            Put the archive back from a backup, then run: migrate shop --rebuild --reason TEXT
            """.ReplaceLineEndings("\n"),
            await RefusedAsync());
        AssertSame(before, Snapshot());
    }

    [Fact]
    public async Task A_dataset_of_which_no_night_is_accepted_is_what_its_feed_file_says()
    {
        Rig.Feed(Parted);
        await FaultAsync(1, """[{"id":null}]""");
        Rig.Feed(ByPlace);
        Assert.Equal(
            ["things. other columns: Safe 0. No night of it is accepted, so its table is made as the feed file says.", "parts. other columns: Safe 0. No night of it is accepted, so its table is made as the feed file says."],
            Describe(await PlanAsync()));
        await LoadAsync(1, """[{"id":"a","v":"high","t":"x"},{"id":"a","v":"low","t":"y","parts":[{"p":"p","q":1}]}]""");
        Expect("a high x [1,) *\na low y [1,) *", "things", "id", "v", "t");
        Assert.Empty((await PlanAsync()).Changes);
        await AssertVerifiedAsync();
    }

    private async Task LoadPartsAsync()
    {
        Rig.Feed(Parted);
        Rig.Sql("gold/facts.sql", """
            -- What stands open.
            -- grain: id, t
            -- reads: silver.things
            -- columns:
            --   id  text  the key
            --   t  text  the place
            select id, t from silver.things as t where {{is_true 't.is_current'}}
            """);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x","parts":[{"p":"p","q":1}]},{"id":"b","v":1,"t":"z"}]""");
        await LoadAsync(2, """[{"id":"a","v":2,"t":"y","parts":[{"p":"p","q":1}]},{"id":"b","v":1,"t":"z","parts":[{"p":"p","q":2}]}]""");
        await LoadAsync(3, """[{"id":"b","v":1,"t":"z","parts":[{"p":"p","q":2}]}]""");
    }

    private async Task<string> RefusedAsync() =>
        (await Assert.ThrowsAsync<RebuildRefusedException>(() => RebuildAsync("places are distinguished"))).Message.ReplaceLineEndings("\n");
}
