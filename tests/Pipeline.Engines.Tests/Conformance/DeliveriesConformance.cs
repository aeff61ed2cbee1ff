using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>What a delivery may look like: the same file again, reordered, empty, broken, with fields that are missing or dropped; append records.</summary>
public abstract class DeliveriesConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task H17_the_same_file_again_for_the_same_night_changes_nothing()
    {
        Rig.Feed(Things + "\n" + NestedIn("upsert").Replace("things.json", "authors.json", StringComparison.Ordinal));
        Rig.Sql("gold/thing_count.sql", Count);
        Rig.Put("authors.json", """[{"name":"ann","books":[{"title":"x","awards":[{"prize":"p"}]},{"title":null}]},{"name":null}]""");
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1},{"id":"a","v":1}]""");
        var night = await LoadAsync(2, """[{"id":"a","v":2},{"id":"b","v":"?"},{"id":null}]""");
        var before = Snapshot();
        var quarantine = Rig.Rows("select * from ops.quarantine order by delivery_id, record_no");
        foreach (var isLatest in new[] { true, false })
        {
            var again = await Rig.RunAsync(2, isLatest: isLatest);
            Assert.Equal(ExitCode.Done, again.ExitCode);
            Assert.All(again.Datasets, dataset => Assert.Equal(DatasetState.AlreadyAccepted, dataset.State));
            Assert.Equal(GoldState.UpToDate, again.Gold.State);
            Assert.Equal(night.Tally, again.Datasets[0].Accepted!.Tally);
            AssertSame(before, Snapshot());
            Assert.Equal(quarantine, Rig.Rows("select * from ops.quarantine order by delivery_id, record_no"));
        }
    }

    [Theory]
    [InlineData("full")]
    [InlineData("upsert")]
    [InlineData("append")]
    public async Task H10_a_reordered_and_re_indented_file_is_no_change(string mode)
    {
        Rig.Feed(NestedIn(mode));
        await LoadAsync(1, """[{"name":"ann","born":1,"books":[{"title":"x","pages":1,"awards":[{"prize":"p"},{"prize":"q"}]},{"title":"y"}]},{"name":"bob","born":null}]""");
        string[] versions = [.. Versions()];
        Rig.Put("things.json", """
            [
              { "books": [], "name": "bob" },
              { "books": [ { "title": "y" }, { "awards": [ { "prize": "q" }, { "prize": "p" } ], "pages": 1.0, "title": "x" } ],
                "born": 1, "name": "ann" }
            ]
            """);
        var report = await Rig.RunAsync(2);
        Assert.Equal(ExitCode.Done, report.ExitCode);
        Assert.All(report.Datasets, outcome => Assert.Equal(
            (0, 0, 0, outcome.Accepted!.Tally.Accepted),
            (outcome.Accepted.Tally.New, outcome.Accepted.Tally.Changed, outcome.Accepted.Tally.Gone, outcome.Accepted.Tally.Unchanged)));
        Assert.Equal(versions, Versions());

        IEnumerable<string> Versions() => Rig.Read().AllDatasets.SelectMany(dataset => Rig.Warehouse.Query($"select * from silver.{dataset.Name} order by key_hash"))
            .Select(row => string.Join('|', row));
    }

    [Theory]
    [InlineData("[]", "has no record")]
    [InlineData("", "is empty")]
    [InlineData("""[{"id":"a","v":1},{"id":"b","v""", "cut")]
    [InlineData("""[{"id":null},{"id":""}]""", "no key")]
    [InlineData("""[1,2]""", "object")]
    public async Task H23_an_empty_or_broken_full_delivery_stops_its_dataset_and_leaves_everything_as_it_was(string json, string what)
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        var before = SnapshotBelowGold();
        Rig.Put("things.json", json);
        var report = await Rig.RunAsync(2);
        var fault = Assert.Single(report.Faults);
        Assert.True(report.ExitCode is ExitCode.Stopped, $"{what}: {report.ExitCode} {fault.Message}");
        Assert.Contains(fault.Fault.Next, step => step.Verb == "run" && step.Arguments.SequenceEqual(["shop", "--night", "2021-12-02"]));
        AssertSame(before, SnapshotBelowGold());
        Assert.Equal("1", Rig.Rows("select things from gold.thing_count"));
        Assert.StartsWith("blocked things is as of 2021-12-01: things.json ", Rig.Rows("select state, blocked_reason from gold.data_as_of"), StringComparison.Ordinal);
        Assert.Equal("0", Rig.Rows("select count(*) from ops.quarantine"));
        Assert.Equal("2021-12-01 accepted\n2021-12-02 incomplete", Rig.Rows("select night, state from ops.nights order by night"));
        Assert.Equal("a 1 [1,) *", Rig.History("things", "id", "v"));
    }

    [Fact]
    public async Task H23_a_csv_file_that_is_cut_inside_its_last_field_stops_its_dataset()
    {
        Rig.Feed("""
              lines:
                source: vendor
                file: lines.csv
                mode: full
                key: [id]
                columns: { id: text, v: integer }
            """);
        Rig.Put("lines.csv", "id,v\na,1\nb,2\nc,3\n");
        await Rig.RunAsync(1);
        Rig.Put("lines.csv", "id,v\na,1\nb,22");
        Assert.Equal(
            $"""
            lines.csv of night 2021-12-02 ends without a newline after 13 byte(s); the night before it had 17 and ended in one.
            It was most likely cut in its last line, and the records behind the cut would count as deleted by the vendor.
            bronze.lines and silver.lines are unchanged; the file is kept in the archive.
            If the file is wrong, have it sent again.
            If it is right as it is, approve it once: approve shop --night 2021-12-02 --dataset lines --delivery {Sha256("id,v\na,1\nb,22")} --reason why
            Then run: run shop --night 2021-12-02
            """,
            Assert.Single((await Rig.RunAsync(2)).Faults).Message);
        Assert.Equal("a 1 [1,) *\nb 2 [1,) *\nc 3 [1,) *", Rig.History("lines", "id", "v"));

        Rig.Put("lines.csv", "id,v\na,1\nb,22\nc,3\nd,4");
        Assert.Empty((await Rig.RunAsync(2)).Faults);
    }

    [Fact]
    public async Task H27_a_json_property_that_vanished_from_the_whole_file_stops_the_dataset()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"}]""");
        const string other = """[{"id":"a","V":1},{"id":"b"}]""";
        Assert.Equal(
            $"""
            No record of things.json of night 2021-12-02 has the field of 2 column(s) of 'things' that the night before had: v, t.
            Accepting it would turn the column to null in every record, which is a change of format and hardly news.
            bronze.things and silver.things are unchanged; the file is kept in the archive.
            If the field has another name now, name both in the feed file: from: [new, old]; where it may be missing, say so with on_missing_column.
            If it is right as it is, approve it once: approve shop --night 2021-12-02 --dataset things --delivery {Sha256(other)} --reason why
            Then run: run shop --night 2021-12-02
            """,
            await FaultAsync(2, other));
        Expect("a 1 [1,) *", "things", "id", "v");
    }

    [Fact]
    public async Task H27_a_field_that_stays_away_does_not_slip_in_behind_a_stopped_night()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"}]""");
        await FaultAsync(2, """[{"id":"a"}]""");
        Assert.Contains("v, t", await FaultAsync(3, """[{"id":"a"}]"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H20_a_missing_night_is_in_the_ledger_and_versions_span_it()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await LoadAsync(4, """[{"id":"a","v":1}]""");
        Expect("a 1 [1,) *\nb 1 [1,4) *", "things", "id", "v");
        Assert.Equal(
            "2021-12-01 accepted\n2021-12-02 missing\n2021-12-03 missing\n2021-12-04 accepted",
            Rig.Rows("select night, state from ops.nights order by night"));
    }

    [Fact]
    public async Task H21_the_file_of_the_night_before_is_accepted_with_a_warning_or_stops_where_the_feed_says_so()
    {
        Rig.Feed(Things);
        const string json = """[{"id":"a","v":1}]""";
        await LoadAsync(1, json);
        Rig.Put("things.json", json);
        var report = await Rig.RunAsync(2);
        Assert.Equal(["Every file of source 'vendor' is the same as the night before: was the dump published?"], report.Warnings);
        Assert.Equal(1, report.Datasets[0].Accepted!.Tally.Unchanged);

        Rig.Feed(Things + "\n    on_same_file: stop");
        Assert.Contains("the same file as the night before", await FaultAsync(3, json), StringComparison.Ordinal);
        Assert.Equal("2", Rig.Rows("select count(*) from history.accepted_nights"));
    }

    [Fact]
    public async Task H22_append_records_are_loaded_once_and_a_known_one_with_other_values_is_quarantined()
    {
        Rig.Feed(Things.Replace("mode: full", "mode: append", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        var night = await LoadAsync(2, """[{"id":"b","v":1},{"id":"a","v":2},{"id":"c","v":1},{"id":"a","v":2}]""");
        Expect("a 1 [1,) *\nb 1 [1,) *\nc 1 [2,) *", "things", "id", "v");
        Assert.Equal((1, 1, 1, 1, 0), (night.Tally.New, night.Tally.Unchanged, night.Tally.Quarantined, night.Tally.Collapsed, night.Tally.Changed));
        Assert.Equal("known fact 2", Rig.Rows("select reason, record_no from ops.quarantine"));
        Assert.Equal("1", Rig.Rows("select count(*) from history.held_keys"));
        Assert.Equal("3", Rig.Rows("select count(*) from bronze.things"));
    }

    [Theory]
    [InlineData("version", "a 1 [1,2)\na 2 [2,) *", 0)]
    [InlineData("ignore", "a 1 [1,) *", 1)]
    public async Task H22_a_conflicting_append_record_opens_a_version_or_is_left_out_where_the_feed_says_so(string onConflict, string expected, int skipped)
    {
        Rig.Feed(Things.Replace("mode: full", "mode: append", StringComparison.Ordinal) + $"\n    on_conflict: {onConflict}");
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        var night = await LoadAsync(2, """[{"id":"a","v":2}]""");
        Expect(expected, "things", "id", "v");
        Assert.Equal((skipped, 0), (night.Tally.Skipped, night.Tally.Quarantined));
    }

    [Fact]
    public async Task Filler_that_the_feed_names_is_skipped_and_counted()
    {
        Rig.Feed(Things + "\n    skip_when: { id: \"\", v: 0 }");
        var night = await LoadAsync(1, """[{"id":"a","v":0},{"id":"","v":0},{"id":"","v":1}]""");
        Assert.Equal((3, 1, 1, 1), (night.Tally.Records, night.Tally.Accepted, night.Tally.Skipped, night.Tally.Quarantined));
    }

    [Fact]
    public async Task A_dropped_field_is_nowhere_in_the_warehouse()
    {
        Rig.Feed(Things + "\n    drop: [secret]");
        await LoadAsync(1, """[{"id":"a","v":1,"secret":"hunter2"},{"id":"b","v":"?","secret":"hunter2"}]""");
        Assert.Equal("1 1", Rig.Rows("select (select count(*) from bronze.things), (select count(*) from ops.quarantine)"));
        foreach (var schema in new[] { "bronze", "silver", "history", "ops" })
        {
            Assert.DoesNotContain("hunter2", string.Join('\n', Rig.Warehouse.Dump(schema, new HashSet<string>())), StringComparison.Ordinal);
        }
    }
}
