using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>New fields, wrong types, names and lengths: what the tables of a warehouse take.</summary>
public abstract class SchemaConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task H26_a_new_field_is_recorded_and_ignored_until_the_feed_names_it()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"n":null},{"id":"b","v":1,"n":7},{"id":"c","v":1}]""");
        Assert.Equal("things n new field", Rig.Rows("select dataset, field, change from ops.schema_changes"));

        Rig.Feed(Things.Replace("t: text", "t: text, n: integer, u: { type: text, tracked: false }", StringComparison.Ordinal));
        var night = await LoadAsync(2, """[{"id":"a","v":1,"n":null},{"id":"b","v":1,"n":7},{"id":"c","v":1,"u":"x"}]""");
        Expect("a 1 null null [1,) *\nb 1 null null [1,2)\nb 1 7 null [2,) *\nc 1 null x [1,) *", "things", "id", "v", "n", "u");
        Assert.Equal((1, 1, 1), (night.Tally.Changed, night.Tally.Refreshed, night.Tally.Unchanged));
    }

    [Fact]
    public async Task A_column_that_is_taken_out_or_changes_its_type_is_refused_with_every_difference()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"}]""");
        var before = Snapshot();
        Rig.Feed(Things.Replace("v: integer, t: text", "v: text, w: integer, x: text", StringComparison.Ordinal).Replace("key: [id]", "key: [id, x]", StringComparison.Ordinal));
        var fault = await Assert.ThrowsAsync<DefinitionConflictException>(() => Rig.RunAsync(2));
        Assert.Equal(
            """
            The feed file of 'shop' no longer fits the history of 'things' in 3 place(s):
              column 'v' was integer and would be text
              column 't' (tracked, text) is no longer named
              column 'x' is new and would be part of the key
            Loading on would rewrite versions that were exact when they were written, or add some that no delivery asked for; a night never decides that by itself.
            bronze.things and silver.things are unchanged.
            See what each change means, and how it is made: migrate shop --dry-run
            """.ReplaceLineEndings(Environment.NewLine),
            fault.Message.ReplaceLineEndings(Environment.NewLine));
        Assert.Equal(ExitCode.Usage, fault.ExitCode);
        AssertSame(before, Snapshot());
    }

    [Fact]
    public async Task H31_each_night_keeps_the_definition_that_it_was_read_with()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        var first = Rig.Read();
        await LoadAsync(2, """[{"id":"a","v":1}]""");
        Rig.Feed(Things.Replace("t: text", "t: text, n: integer", StringComparison.Ordinal));
        await LoadAsync(3, """[{"id":"a","v":1}]""");
        var third = Rig.Read();
        Assert.Equal(
            [[DefinitionText.Of(first.Datasets[0]), first.Text], [DefinitionText.Of(first.Datasets[0]), first.Text], [DefinitionText.Of(third.Datasets[0]), third.Text]],
            Rig.Warehouse.Query("select d.definition, d.feed_text from history.accepted_nights as n inner join history.definitions as d on d.digest = n.definition_digest order by n.night"));
    }

    [Fact]
    public async Task H28_a_value_of_the_wrong_type_does_what_the_feed_says()
    {
        Rig.Feed(Things + "\n    on_bad_value: null");
        await LoadAsync(1, """[{"id":"a","v":"?"}]""");
        Expect("a null [1,) *", "things", "id", "v");
        Rig.Feed(Things + "\n    on_bad_value: stop");
        var before = Snapshot();
        Assert.Contains("'?'", (await FaultAsync(2, """[{"id":"b","v":1},{"id":"a","v":"?"}]""")).Replace('"', '\''), StringComparison.Ordinal);
        AssertSame(before, Snapshot());
    }

    [Fact]
    public async Task H29_a_file_of_which_every_row_fails_is_one_clear_fault_and_no_quarantine()
    {
        Rig.Feed(Things);
        var fault = await FaultAsync(1, "[" + string.Join(',', Enumerable.Range(0, 1000).Select(n => $$"""{"ID":"{{n}}","v":1}""")) + "]");
        Assert.Contains("1,000", fault, StringComparison.Ordinal);
        Assert.Equal("0 0", Rig.Rows("select (select count(*) from ops.quarantine), (select count(*) from silver.things)"));
    }

    [Theory]
    [InlineData("things", "valid_from")]
    [InlineData("things", "Key_Hash")]
    [InlineData("things", "é234567890123456789012345678901234567890123456789012345678901234")]
    [InlineData("history", "v")]
    [InlineData("History", "v")]
    [InlineData("history__accepted_nights", "v")]
    public void H30_a_name_that_the_warehouse_needs_or_an_engine_would_cut_is_a_mistake_of_the_feed_file(string dataset, string column)
    {
        Rig.Feed(Things.Replace("things:", dataset + ":", StringComparison.Ordinal).Replace("v: integer", column + ": integer", StringComparison.Ordinal));
        Assert.Throws<InvalidFeedException>(() => Rig.Read());
    }

    [Theory]
    [InlineData("accepted_nights")]
    [InlineData("held_keys")]
    [InlineData("stage")]
    public async Task H30_a_dataset_may_have_the_name_of_a_platform_table(string dataset)
    {
        Rig.Feed(Things.Replace("things:", dataset + ":", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1}]""");
        await LoadAsync(2, """[{"id":"a","v":2}]""");
        Expect("a 1 [1,2)\na 2 [2,) *", dataset, "id", "v");
        Assert.Equal("2", Rig.Rows($"select count(*) from history.accepted_nights where dataset = '{dataset}'"));
    }

    [Fact]
    public async Task Text_may_be_longer_than_any_before_and_what_was_there_stays_as_it_was()
    {
        var (longer, longest) = (new string('ä', 300), new string('ö', 5000));
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1,"t":"x"},{"id":"b","v":1,"t":"y"}]""");
        await LoadAsync(2, $$"""[{"id":"a","v":1,"t":"{{longer}}"},{"id":"b","v":1,"t":"y"}]""");
        await LoadAsync(3, $$"""[{"id":"a","v":1,"t":"{{longer}}"},{"id":"b","v":1,"t":"{{longest}}"}]""");
        Expect($"a x [1,2)\na {longer} [2,) *\nb y [1,3)\nb {longest} [3,) *", "things", "id", "t");

        await Rig.WithdrawAsync(3, "a test");
        Expect($"a x [1,2)\na {longer} [2,) *\nb y [1,) *", "things", "id", "t");
    }

    [Theory]
    [InlineData("order", "select")]
    [InlineData("a b", "[x]")]
    [InlineData("it\"s", "ж's")]
    [InlineData("Größe", "change")]
    [InlineData("main", "night")]
    [InlineData("temp", "c0")]
    [InlineData("stage", "hash")]
    [InlineData("wanted", "s")]
    [InlineData("q", "v")]
    [InlineData("a;b--c", "@night")]
    [InlineData("100%", "1")]
    public async Task Names_may_be_words_of_sql_and_hold_any_character(string dataset, string column)
    {
        foreach (var (mode, list) in new[] { ("full", "l1"), ("upsert", "l2"), ("append", "l3") })
        {
            var name = $"{dataset}{list}";
            Rig.Feed($$"""
                  {{Quote(mode == "full" ? dataset : name)}}:
                    source: vendor
                    file: things.json
                    mode: {{mode}}
                    key: [{{Quote(column)}}]
                    columns: { {{Quote(column)}}: { from: $.id, type: text }, {{Quote(column + "2")}}: { from: $.v, type: integer }, {{Quote(column + "3")}}: { from: $.t, type: text, tracked: false } }
                    lists:
                      {{Quote(name + " list")}}: { from: l, key: [{{Quote(column)}}], columns: { {{Quote(column)}}: { from: $, type: text } } }
                """, feed: list);
            Rig.Put("things.json", """[{"id":"a","v":1,"t":"x","l":["p"]},{"id":"b","v":1,"t":"x","l":["p","q"]}]""");
            Assert.Equal([], (await Rig.RunAsync(1, list)).Faults.Select(fault => fault.Message));
            Rig.Put("things.json", """[{"id":"a","v":2,"t":"x","l":["q"]},{"id":"b","v":1,"t":"y","l":["q"]}]""");
            Assert.Equal([], (await Rig.RunAsync(2, list)).Faults.Select(fault => fault.Message));
        }

        Expect("a 1 x [1,2)\na 2 x [2,) *\nb 1 y [1,) *", dataset, column, column + "2", column + "3");
        Expect("a p [1,2) *\na q [2,) *\nb p [1,2) *\nb q [1,) *", dataset + "l1 list", $"{dataset}_{column}", column);

        static string Quote(string name) => $"\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
