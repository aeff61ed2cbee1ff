using Pipeline.Core.Records.Typing;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>Keys, hashes, duplicates and the equality of values.</summary>
public abstract class IdentityConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task H6_the_database_itself_refuses_a_second_open_version_and_a_second_beginning()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        const string copy = "insert into silver.things (id, v, t, valid_from, valid_to, is_latest, key_hash, row_hash, run_id) select id, v, t, FROM, TO, 0, key_hash, row_hash, run_id from silver.things";
        foreach (var (from, to) in new[] { ("'2022-01-01 00:00:00.000000'", "null"), ("valid_from", "'2022-01-01 00:00:00.000000'") })
        {
            Assert.ThrowsAny<System.Data.Common.DbException>(() => Rig.Warehouse.Execute(
                copy.Replace("FROM", from, StringComparison.Ordinal).Replace("TO", to, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task H6_keys_that_differ_in_a_blank_or_a_letter_case_or_a_form_of_an_accent_are_different_keys()
    {
        Rig.Feed(Things);
        var night = await LoadAsync(1, """[{"id":"b"},{"id":"b "},{"id":"B"},{"id":"\u00e9"},{"id":"e\u0301"}]""");
        Assert.Equal(5, night.Tally.New);
        Assert.Equal(5, (await LoadAsync(2, """[{"id":"b "},{"id":"b"},{"id":"\u00e9"},{"id":"B"},{"id":"e\u0301"},{"id":"b"}]""")).Tally.Unchanged);
    }

    [Fact]
    public async Task H7_values_are_normalised_as_declared_and_by_the_worker()
    {
        Rig.Feed(Things.Replace("id: text", "id: { type: text, normalise: [trim, nfc, lower] }", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"\u00c9","v":1}]""");
        var night = await LoadAsync(2, """[{"id":" E\u0301 ","v":1}]""");
        Expect("é 1 [1,) *", "things", "id", "v");
        Assert.Equal(1, night.Tally.Unchanged);
    }

    [Fact]
    public async Task H9_identical_duplicates_collapse_and_conflicting_ones_hold_their_key()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        var night = await LoadAsync(2, """[{"id":"a","v":2},{"id":"b","v":3},{"v":2,"id":"a"},{"id":"b","v":4},{"id":"b","v":3}]""");
        Expect("a 1 [1,2)\na 2 [2,) *\nb 1 [1,) *", "things", "id", "v");
        Assert.Equal((5, 1, 1, 3, 1), (night.Tally.Records, night.Tally.Accepted, night.Tally.Collapsed, night.Tally.Quarantined, night.Tally.Held));
        Assert.Equal("conflict 2\nconflict 4\nconflict 5", Rig.Rows("select reason, record_no from ops.quarantine order by record_no"));
    }

    [Fact]
    public async Task H9_a_good_record_beside_a_quarantined_one_of_the_same_key_is_held_too()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        var night = await LoadAsync(2, """[{"id":"a","v":2},{"id":"b","v":"?"},{"id":"a","v":"?"},{"id":"b","v":2},{"id":"c","v":1}]""");
        Expect("a 1 [1,) *\nb 1 [1,) *\nc 1 [2,) *", "things", "id", "v");
        Assert.Equal((4, 2), (night.Tally.Quarantined, night.Tally.Held));
    }

    [Theory]
    [InlineData("integer", "9", "10")]
    [InlineData("decimal(28,2)", "99999999999999999999999999.98", "99999999999999999999999999.99")]
    [InlineData("real", "-1e-3", "1e300")]
    [InlineData("timestamp", "\"2021-12-01T12:00:00+02:00\"", "\"2021-12-01T11:00:00.5Z\"")]
    [InlineData("date", "\"0999-12-31\"", "\"2021-01-01\"")]
    [InlineData("text", "\"Z\"", "\"a\"")]
    public async Task H9_order_by_picks_the_greatest_and_null_is_the_least(string type, string less, string more)
    {
        Rig.Feed(Things.Replace("t: text", $"t: text, o: {{ type: \"{type}\" }}", StringComparison.Ordinal) + "\n    order_by: o");
        var night = await LoadAsync(1, $$"""[{"id":"a","v":1,"o":{{less}}},{"id":"a","v":2,"o":{{more}}},{"id":"a","v":3},{"id":"a","v":2,"o":{{more}}},{"id":"b","v":1},{"id":"b","v":2,"o":{{less}}}]""");
        Expect("a 2 [1,) *\nb 2 [1,) *", "things", "id", "v");
        Assert.Equal((2, 4, 0), (night.Tally.Accepted, night.Tally.Collapsed, night.Tally.Quarantined));
    }

    [Fact]
    public async Task H9_order_by_that_does_not_decide_holds_the_key()
    {
        Rig.Feed(Things + "\n    order_by: v");
        var night = await LoadAsync(1, """[{"id":"a","v":2,"t":"x"},{"id":"a","v":2,"t":"y"},{"id":"a","v":1},{"id":"b","v":3,"t":"x"},{"id":"b","v":2,"t":"y"},{"id":"b","v":2,"t":"z"}]""");
        Expect("b 3 [1,) *", "things", "id", "v");
        Assert.Equal((3, 2), (night.Tally.Quarantined, night.Tally.Collapsed));
    }

    [Fact]
    public async Task H9_conflicting_parents_take_their_lists_with_them_and_identical_ones_share_them()
    {
        Rig.Feed(NestedIn("full"));
        await LoadAsync(1, """[{"name":"ann","born":1,"books":[{"title":"old"}]},{"name":"bob","born":1}]""");
        var night = await LoadAsync(2, """[{"name":"ann","born":2,"books":[{"title":"x","pages":1}]},{"name":"bob","born":1,"books":[{"title":"y","pages":1}]},{"name":"ann","born":3,"books":[{"title":"x","pages":2}]},{"name":"bob","born":1,"books":[{"title":"z"},{"title":"y","pages":1}]}]""");
        Expect("ann 1 [1,) *\nbob 1 [1,) *", "authors", "name", "born");
        Expect("ann old [1,) *\nbob y [2,) *\nbob z [2,) *", "books", "authors_name", "title");
        Assert.Equal((2, 1, 1), (night.Tally.Quarantined, night.Tally.Collapsed, night.Tally.Accepted));
        Assert.Equal("3 2 1 0", Rig.Rows(
            "select records, accepted, collapsed, quarantined from history.accepted_nights where night = '2021-12-02' and dataset = 'books'"));
    }

    [Fact]
    public async Task H9_conflicting_children_are_found_also_below_duplicates_of_their_parent()
    {
        Rig.Feed(NestedIn("full"));
        await LoadAsync(1, """[{"name":"ann","born":1,"books":[{"title":"x","pages":1},{"title":"y","pages":1}]}]""");
        await LoadAsync(2, """[{"name":"ann","born":1,"books":[{"title":"x","pages":2}]},{"name":"ann","born":1,"books":[{"title":"x","pages":3},{"title":"z"}]}]""");
        Expect("ann x 1 [1,) *\nann y 1 [1,2) *\nann z null [2,) *", "books", "authors_name", "title", "pages");
    }

    [Fact]
    public async Task H10_values_are_compared_not_text()
    {
        Rig.Feed("""
              things:
                source: vendor
                file: things.json
                mode: full
                key: [id]
                columns: { id: integer, d: "decimal(9,2)", r: real, at: timestamp, b: boolean, day: date, t: text }
            """);
        await LoadAsync(1, """[{"id":1,"d":1.50,"r":-0.0,"at":"2021-12-01T10:00:00+0100","b":true,"day":"2021-12-01","t":null},{"id":2,"d":0}]""");
        var night = await LoadAsync(2, """
            [ { "t" : null, "day" : "2021-12-01",
                "b":true, "at":"2021-12-01 09:00:00.000Z", "r":0, "d":"1.5", "id":1.0 } ,
              { "d":-0.00, "id":"2" } ]
            """);
        Assert.Equal((2, 0), (night.Tally.Unchanged, night.Tally.Changed));
        Expect("1 1.5 0 2021-12-01 09:00:00.000000 1 2021-12-01 null [1,) *\n2 0 null null null null null [1,) *", "things", "id", "d", "r", "at", "b", "day", "t");
    }

    [Fact]
    public async Task H10_null_empty_text_and_zero_are_three_values()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","t":null},{"id":"b","t":""},{"id":"c","t":"0"}]""");
        var night = await LoadAsync(2, """[{"id":"a","t":""},{"id":"b","t":"0"},{"id":"c","t":null}]""");
        Assert.Equal(3, night.Tally.Changed);
    }

    [Fact]
    public async Task H11_no_two_rows_hash_alike_by_concatenation()
    {
        Rig.Feed(Things.Replace("v: integer", "v: text", StringComparison.Ordinal).Replace("key: [id]", "key: [id, v]", StringComparison.Ordinal));
        var night = await LoadAsync(1, """[{"id":"ab","v":"c"},{"id":"a","v":"bc"},{"id":"a","v":"b","t":"c"},{"id":"a|b","v":"c"},{"id":"a","v":"b|c"}]""");
        Assert.Equal(5, night.Tally.New);
    }

    [Theory]
    [InlineData("untracked", false)]
    [InlineData("untracked and derived", true)]
    public async Task H12_untracked_columns_are_refreshed_on_the_open_version_only(string what, bool derived)
    {
        Rig.Feed(Things.Replace(
            "t: text", "t: { type: text, tracked: false }" + (derived ? ", m: { from: t, type: text, normalise: [lower] }" : ""), StringComparison.Ordinal));
        var columns = derived ? new[] { "id", "v", "t", "m" } : ["id", "v", "t"];
        string Row(string text, string interval) => derived ? $"a {text} {text.Split(' ')[^1].ToLowerInvariant()} {interval}" : $"a {text} {interval}";
        await LoadAsync(1, """[{"id":"a","v":1,"t":"X"}]""");
        await LoadAsync(2, """[{"id":"a","v":2,"t":"X"}]""");
        var night = await LoadAsync(3, """[{"id":"a","v":2,"t":"Y"}]""");
        Assert.True((0, 1, 0) == (night.Tally.Changed, night.Tally.Refreshed, night.Tally.Unchanged), what);
        Expect(Row("1 X", "[1,2)") + "\n" + Row("2 Y", "[2,) *"), "things", columns);
        Assert.Equal(1, (await LoadAsync(4, """[{"id":"a","v":2,"t":"Y"}]""")).Tally.Unchanged);
    }

    [Fact]
    public async Task H13_values_that_an_engine_could_not_hold_quarantine_their_row_on_every_engine()
    {
        Rig.Feed("""
              things:
                source: vendor
                file: things.json
                mode: full
                key: [id]
                columns: { id: text, t: text, i: integer, d: "decimal(4,2)", r: real, day: date }
            """);
        var night = await LoadAsync(1, """[{"id":"ok"},{"id":"1","t":"a\u0000b"},{"id":"2","t":"\ud800"},{"id":"3","i":9223372036854775808},{"id":"4","d":100.001},{"id":"5","d":123},{"id":"6","r":1e999},{"id":"7","r":"NaN"},{"id":"8","day":"0000-01-01"},{"id":"9","day":"10000-01-01"}]""");
        Assert.Equal((1, 9), (night.Tally.Accepted, night.Tally.Quarantined));
        Assert.Equal("bad value t 2\nbad value t 3\nbad value i 4\nbad value d 5\nbad value d 6\nbad value r 7\nbad value r 8\nbad value day 9\nbad value day 10", Rig.Rows("select reason, column_name, record_no from ops.quarantine order by record_no"));
    }

    [Fact]
    public async Task H36_every_version_is_explained_by_its_delivery_and_its_place_in_it()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await LoadAsync(2, """[{"id":"a","v":1}]""");
        await LoadAsync(3, "[{\"id\":\"a\",\"v\":1},\n {\"id\":\"b\",\"v\":1}]");
        await using var warehouse = Rig.Warehouse.Open();
        var dataset = Rig.Read().Datasets[0];
        Assert.True(KeyReader.TryHash(dataset, ["b"], out var key, out _));
        var versions = await warehouse.Silver.ExplainAsync("shop", dataset, key, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["2021-12-01 things.json 1 18 False {\"id\":\"b\",\"v\":1}", "2021-12-03 things.json 2 20 True {\"id\":\"b\",\"v\":1}"],
            versions.Select(v => FormattableString.Invariant($"{v.Night:yyyy-MM-dd} {v.File} {v.Line} {v.ByteOffset} {v.IsLatest} {v.Raw}")));
    }
}
