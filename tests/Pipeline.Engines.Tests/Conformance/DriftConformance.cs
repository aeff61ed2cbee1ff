using Pipeline.Core.Faults;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>A file whose fields come, go, move or are renamed, and the checks that a dataset declares.</summary>
public abstract class DriftConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Theory]
    [InlineData("full")]
    [InlineData("upsert")]
    public async Task H27_a_held_column_takes_no_part_in_the_comparison_and_keeps_its_values(string mode)
    {
        Rig.Feed(Things.Replace("full", mode, StringComparison.Ordinal).Replace(Columns, "columns: { id: text, v: integer, t: text, at: { type: timestamp, zone: UTC }, r: real, d: { type: \"decimal(9,2)\" }, b: boolean, m: { from: t, type: text, normalise: [upper] } }", StringComparison.Ordinal) + "\n    on_missing_column: hold");
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x","at":"2021-12-01T01:02:03.5Z","r":0.1,"d":1.50,"b":true},{"id":"b","v":1,"t":"y","r":1e20}]""");
        var night = await LoadAsync(2, """[{"id":"a","v":1},{"id":"b","v":2},{"id":"c","v":1}]""");
        Assert.Equal((1, 1, 1), (night.Tally.New, night.Tally.Changed, night.Tally.Unchanged));
        Expect("a 1 x X [1,) *\nb 1 y Y [1,2)\nb 2 y Y [2,) *\nc 1 null null [2,) *", "things", "id", "v", "t", "m");
        Assert.Equal("at b d r t", string.Join(' ', Rig.Rows("select field from ops.schema_changes where change = 'missing field' order by field").Split('\n')));
        await LoadAsync(3, """[{"id":"a","v":1,"t":"x","at":"2021-12-01T01:02:03.5Z","r":0.1,"d":1.5,"b":true},{"id":"b","v":2,"t":"z","r":1e20},{"id":"c","v":1}]""");
        Expect("a 1 x [1,) *\nb 1 y [1,2)\nb 2 y [2,3)\nb 2 z [3,) *\nc 1 null [2,) *", "things", "id", "v", "t");
    }

    [Fact]
    public async Task H27_a_missing_column_becomes_null_where_the_feed_says_so_also_in_csv()
    {
        const string csv = """
              lines: { source: vendor, file: lines.csv, mode: full, key: [id], columns: { id: text, v: integer, t: text }, on_missing_column: POLICY }
            """;
        foreach (var (policy, day, expected) in new[] { ("hold", 2, "a 1 x [1,) *"), ("null", 3, "a 1 null [3,) *\na 1 x [1,3)") })
        {
            Rig.Feed(csv.Replace("POLICY", policy == "null" ? "\"null\"" : policy, StringComparison.Ordinal));
            Rig.Put("lines.csv", "id,v,t\na,1,x\n");
            await Rig.RunAsync(1);
            Rig.Put("lines.csv", "v,id\n1,a\n");
            Assert.Empty((await Rig.RunAsync(day)).Faults);
            Expect(expected, "lines", "id", "v", "t");
        }

        Rig.Feed(csv.Replace("POLICY", "stop", StringComparison.Ordinal));
        Assert.Contains("lines.csv has no column t; its header (line 1) is: v, id.", FaultOf(await Rig.RunAsync(4)), StringComparison.Ordinal);
        Rig.Put("lines.csv", "v,t\n1,a\n");
        Rig.Feed(csv.Replace("POLICY", "hold", StringComparison.Ordinal));
        Assert.Contains("lines.csv has no column id", FaultOf(await Rig.RunAsync(4)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H26_a_new_field_stops_the_night_where_the_feed_says_so()
    {
        Rig.Feed(Things + "\n    on_new_column: stop");
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"}]""");
        Assert.StartsWith(
            "things.json of night 2021-12-02 has 2 field(s) that the feed file does not name for 'things': n, m.",
            await FaultAsync(2, """[{"id":"a","v":1,"t":"x","n":1,"m":2}]"""), StringComparison.Ordinal);
        Rig.Feed(Things.Replace("t: text", "t: text, n: integer", StringComparison.Ordinal) + "\n    on_new_column: stop\n    drop: [m]");
        Assert.Equal(ExitCode.Done, (await Rig.RunAsync(2)).ExitCode);
    }

    // The vendor's authors once came flat and later nested, the same records.
    [Fact]
    public async Task H29_a_file_of_another_shape_names_the_first_difference_and_two_places_read_both()
    {
        const string authors = """
              authors:
                source: vendor
                file: authors.json
                mode: full
                key: [name]
                columns: { name: { from: NAME, type: text }, birth_date: { from: BIRTH, type: date } }
            """;
        Rig.Feed(authors.Replace("NAME", "name", StringComparison.Ordinal).Replace("BIRTH", "birth_date", StringComparison.Ordinal));
        Rig.Put("authors.json", """[{"name":"Ann","birth_date":"1950-01-01"},{"name":"Bob","birth_date":null}]""");
        Assert.Empty((await Rig.RunAsync(1)).Faults);
        Rig.Put("authors.json", """[{"metadata":{"name":"Ann","birth_date":"1950-01-01T00:00:00+0000"},"nationalities":[]},{"metadata":{"name":"Bob","birth_date":null},"nationalities":[]}]""");
        Assert.Equal(
            """
            authors.json fits nothing that the feed file says of authors: all of its 2 records are rejected, the first at record 1 (line 1, byte 1): Key column name is null, so the record has no key. Fix it at the vendor, or name it as filler with `skip_when`. No record has the field name that column name is read from; the records have fields that the feed file does not name: metadata, nationalities.
            The file is of another shape altogether, not a few records of it.
            Nothing of this file is in bronze or silver: the dataset keeps its last accepted night.
            Where a field has moved, name its former and its present path, such as `from: [metadata.name, name]`.
            Fix the file or the feed file, then check the feed file: validate shop
            Run the night again: run shop --night 2021-12-02
            """,
            FaultOf(await Rig.RunAsync(2)));
        Rig.Feed(authors.Replace("NAME", "[metadata.name, name]", StringComparison.Ordinal).Replace("BIRTH", "[metadata.birth_date, birth_date]", StringComparison.Ordinal));
        var report = await Rig.RunAsync(2);
        Assert.Empty(report.Faults);
        Assert.Equal(2, report.Datasets[0].Accepted!.Tally.Unchanged);
        Rig.Put("authors.json", """[{"name":"Ann","birth_date":"1950-01-02"},{"metadata":{"name":"Bob"},"name":"Robert"}]""");
        Assert.Empty((await Rig.RunAsync(3)).Faults);
        Expect("Ann 1950-01-01 [1,3)\nAnn 1950-01-02 [3,) *\nBob null [1,) *", "authors", "name", "birth_date");
    }

    [Fact]
    public async Task H11_a_renamed_column_changes_no_version()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y"}]""");
        Rig.Feed(Things.Replace("key: [id]", "key: [code]", StringComparison.Ordinal).Replace(Columns, "columns: { code: { from: id, type: text, was: id }, amount: { from: [amount, v], type: integer, was: v }, t: text }", StringComparison.Ordinal));
        var night = await LoadAsync(2, """[{"id":"a","amount":1,"t":"x"},{"id":"b","amount":2,"t":"y"}]""");
        Assert.Equal((1, 1), (night.Tally.Unchanged, night.Tally.Changed));
        Expect("a 1 x [1,) *\nb 1 y [1,2)\nb 2 y [2,) *", "things", "code", "amount", "t");
        Assert.Equal("amount renamed from v\ncode renamed from id", Rig.Rows("select field, change from ops.schema_changes where change like 'renamed%' order by field"));
        Rig.Feed(Things.Replace("key: [id]", "key: [code]", StringComparison.Ordinal).Replace(Columns, "columns: { code: { from: id, type: text, was: id }, sum: { from: [amount, v], type: integer, was: [v, amount] }, t: text }", StringComparison.Ordinal));
        Assert.Equal(2, (await LoadAsync(3, """[{"id":"a","amount":1,"t":"x"},{"id":"b","amount":2,"t":"y"}]""")).Tally.Unchanged);
    }

    [Fact]
    public async Task Declared_checks_are_run_before_gold_is_published_and_show_their_first_rows()
    {
        const string checks = """

                checks:
                  - { unique: t }
                  - { not_null: [v, t], severity: warn }
                  - { accepted_values: t, values: [x, "it's"] }
                  - { range: v, min: 1, max: 10 }
                  - { relationship: t, to: others.id, severity: warn }
                  - { row_band: 50%..150%, nights: 3 }
            """;
        Rig.Feed(Things + checks + "\n" + Things.Replace("things", "others", StringComparison.Ordinal));
        Rig.Sql("gold/thing_count.sql", Count);
        Rig.Put("others.json", """[{"id":"x"},{"id":"it's"}]""");
        var good = await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":10,"t":"it's"}]""");
        Assert.Equal(2, good.Tally.Accepted);
        Assert.Equal("6", Rig.Rows("select count(*) from ops.checks where offending = 0"));

        Rig.Put("things.json", """[{"id":"a","v":1,"t":"x"},{"id":"b","v":11,"t":"x"},{"id":"c","v":0,"t":"z"},{"id":"d"}]""");
        var report = await Rig.RunAsync(2);
        Assert.Equal(
            """
            4 check(s) found rows in the gold of night 2021-12-02 that must not be there:
              things.unique_t: 1 row(s). No two current rows of things have the same t.
                t = x, rows = 2
              things.accepted_values_t: 1 row(s). Every t of things is one of x, it's.
                id = c, t = z
              things.range_v: 2 row(s). Every v of things is at least 1 and at most 10.
                id = b, v = 11
                id = c, v = 0
              things.row_band: 1 row(s). The last night of things has 50%..150% of the records that the 3 night(s) before it had on average.
            """,
            string.Join('\n', FaultOf(report).ReplaceLineEndings("\n").Split('\n')[..9]));
        Assert.Equal(ExitCode.Stopped, report.ExitCode);
        Assert.Equal("2", Rig.Rows("select things from gold.thing_count"));
        Assert.Equal(["check things.not_null_v_t: 1 row(s) offend: No current row of things has a null in v, t.", "check things.relationship_t: 1 row(s) offend: Every t of things is there in others.id."], report.Warnings.Where(warning => warning.StartsWith("check", StringComparison.Ordinal)));
        Rig.Feed(Things + "\n" + Things.Replace("things", "others", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, (await Rig.RunAsync(2)).ExitCode);
    }

    [Fact]
    public async Task Accepted_values_are_of_every_type()
    {
        const string checks = """

                checks:
                  - { accepted_values: b, values: [true] }
                  - { accepted_values: v, values: [1, 2] }
                  - { accepted_values: d, values: [2021-12-01] }
                  - { accepted_values: m, values: [1.5] }
                  - { accepted_values: r, values: [0.5] }
                  - { accepted_values: at, values: ["2021-12-01T10:00:00Z"] }
            """;
        Rig.Feed(Things.Replace(Columns, "columns: { id: text, b: boolean, v: integer, d: date, m: \"decimal(9,2)\", r: real, at: timestamp }", StringComparison.Ordinal) + checks);
        const string row = """{"id":"a","b":true,"v":1,"d":"2021-12-01","m":1.5,"r":0.5,"at":"2021-12-01T10:00:00Z"}""";
        await LoadAsync(1, $"[{row}]");
        Assert.Equal("6", Rig.Rows("select count(*) from ops.checks where offending = 0"));
        Rig.Put("things.json", $$"""[{{row}},{"id":"b","b":false,"v":3,"d":"2021-12-02","m":1.51,"r":0.25,"at":"2021-12-01T10:00:01Z"}]""");
        Assert.Equal(ExitCode.Stopped, (await Rig.RunAsync(2)).ExitCode);
        Assert.Equal("6", Rig.Rows("select count(*) from ops.checks where offending = 1"));
    }

    [Fact]
    public async Task What_is_in_quarantine_is_listed_with_what_it_holds()
    {
        Rig.Feed(NestedIn("full").Replace("things.json", "authors.json", StringComparison.Ordinal));
        Rig.Put("authors.json", """[{"name":"ann","born":1,"books":[{"title":"x"},{"title":null}]},{"name":"bob","born":"?"},{"name":null},7]""");
        await Rig.RunAsync(1);
        await using var warehouse = Rig.Warehouse.Open();
        var rows = await warehouse.Ledger.QuarantineAsync(Pipeline.Testing.Warehouses.NightRig.Shop, Pipeline.Testing.Warehouses.NightRig.Night(1), CancellationToken.None);
        Assert.Equal(
            """
            authors 2 bad value born '?' holds key: {"name":"bob","born":"?"}
            authors 3 no key name '' holds : {"name":null}
            authors 4 shape  '7' holds absent: 7
            books 2 no key title '' holds siblings: {"title":null}
            """,
            string.Join('\n', rows.Select(row => $"{row.Dataset} {row.Record} {row.Reason} {row.Column} '{row.Value}' holds {row.Holds}: {row.Raw}")));
    }
}
