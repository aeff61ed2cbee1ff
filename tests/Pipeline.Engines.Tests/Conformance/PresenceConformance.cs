using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>What the absence of a key means in each mode, held keys, and lists that follow their parents.</summary>
public abstract class PresenceConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    [Fact]
    public async Task H14_a_key_that_is_gone_is_closed_and_one_that_comes_back_opens_a_version_behind_a_gap()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        var second = await LoadAsync(2, """[{"id":"a","v":2}]""");
        Expect("a 1 [1,2)\na 2 [2,) *\nb 1 [1,2) *", "things", "id", "v");
        Assert.Equal((0, 1, 1, 0), (second.Tally.New, second.Tally.Changed, second.Tally.Gone, second.Tally.Unchanged));

        var third = await LoadAsync(3, """[{"id":"b","v":1},{"id":"a","v":2}]""");
        Expect("a 1 [1,2)\na 2 [2,) *\nb 1 [1,2)\nb 1 [3,) *", "things", "id", "v");
        Assert.Equal((1, 1, 1), (third.Tally.New, third.Back, third.Tally.Unchanged));
    }

    [Theory]
    [InlineData("upsert")]
    [InlineData("append")]
    public async Task H14_in_upsert_and_append_absence_means_nothing(string mode)
    {
        Rig.Feed(Things.Replace("mode: full", $"mode: {mode}", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        var night = await LoadAsync(2, """[{"id":"c","v":1}]""");
        Expect("a 1 [1,) *\nb 1 [1,) *\nc 1 [2,) *", "things", "id", "v");
        Assert.Equal((2, 3), (night.Tally.OpenBefore, night.OpenAfter));
    }

    [Fact]
    public async Task H14_upsert_opens_a_version_for_every_change_it_brings()
    {
        Rig.Feed(Things.Replace("mode: full", "mode: upsert", StringComparison.Ordinal));
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        await LoadAsync(2, """[{"id":"b","v":2}]""");
        await LoadAsync(3, """[{"id":"b","v":1},{"id":"a","v":1}]""");
        Expect("a 1 [1,) *\nb 1 [1,2)\nb 1 [3,) *\nb 2 [2,3)", "things", "id", "v");
    }

    [Fact]
    public async Task H8_a_null_or_blank_key_is_quarantined_and_H15_holds_nothing()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1}]""");
        var night = await LoadAsync(2, """[{"id":"a","v":1},{"id":null,"v":1},{"id":"  ","v":2},{"v":3}]""");
        Expect("a 1 [1,) *\nb 1 [1,2) *", "things", "id", "v");
        Assert.Equal((3, 1), (night.Tally.Quarantined, night.Tally.Gone));
        Assert.Equal("things no key id 2\nthings no key id 3\nthings no key id 4", Rig.Rows("select dataset, reason, column_name, record_no from ops.quarantine order by record_no"));
        Assert.Equal("0", Rig.Rows("select count(*) from history.held_keys"));
    }

    [Fact]
    public async Task H15_a_quarantined_key_is_held_and_stored_also_where_it_has_no_version()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":1},{"id":"c","v":1}]""");
        var night = await LoadAsync(2, """[{"id":"a","v":"many"},{"id":"b","v":2},{"id":"new","v":"few"}]""");
        Expect("a 1 [1,) *\nb 1 [1,2)\nb 2 [2,) *\nc 1 [1,2) *", "things", "id", "v");
        Assert.Equal((1, 1, 2), (night.Tally.Held, night.Tally.Gone, night.Tally.Quarantined));
        Assert.Equal("2021-12-02 key\n2021-12-02 key", Rig.Rows("select night, scope from history.held_keys"));

        await LoadAsync(3, """[{"id":"a","v":1},{"id":"new","v":7}]""");
        Expect("a 1 [1,) *\nb 1 [1,2)\nb 2 [2,3) *\nc 1 [1,2) *\nnew 7 [3,) *", "things", "id", "v");
    }

    [Fact]
    public async Task H15_a_returned_key_may_be_held_and_then_be_gone()
    {
        Rig.Feed(Things);
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"z","v":1}]""");
        await LoadAsync(2, """[{"id":"z","v":1}]""");
        await LoadAsync(3, """[{"id":"z","v":1},{"id":"a","v":"bad"}]""");
        Expect("a 1 [1,2) *\nz 1 [1,) *", "things", "id", "v");
        var back = await LoadAsync(4, """[{"id":"z","v":1},{"id":"a","v":2}]""");
        await LoadAsync(5, """[{"id":"z","v":1},{"id":"a","v":"bad"}]""");
        await LoadAsync(6, """[{"id":"z","v":1}]""");
        Expect("a 1 [1,2)\na 2 [4,6) *\nz 1 [1,) *", "things", "id", "v");
        Assert.Equal(1, back.Back);
    }

    [Theory]
    [InlineData("hold_absent", "a 1 [1,) *\nb 1 [1,) *\nc 1 [2,) *", 2)]
    [InlineData("ignore", "a 1 [1,2) *\nb 1 [1,2) *\nc 1 [2,) *", 0)]
    public async Task H15_a_row_that_can_not_be_read_holds_every_absent_key_unless_the_feed_says_otherwise(string unreadable, string expected, int held)
    {
        Rig.Feed(Things.Replace("things.json", "things.jsonl", StringComparison.Ordinal) + $"\n    unreadable: {unreadable}");
        await LoadAsync(1, "{\"id\":\"a\",\"v\":1}\n{\"id\":\"b\",\"v\":1}\n", "things.jsonl");
        var night = await LoadAsync(2, "{\"id\":\"c\",\"v\":1}\n{\"id\":\"b\",\"v\n", "things.jsonl");
        Expect(expected, "things", "id", "v");
        Assert.Equal(held, night.Tally.Held);
        Assert.Equal(held > 0 ? "0\n1" : "0\n0", Rig.Rows("select absences_held from history.accepted_nights order by night"));
    }

    [Fact]
    public async Task H16_children_follow_their_parent_over_two_levels()
    {
        Rig.Feed(NestedIn("full"));
        await LoadAsync(1, """[{"name":"ann","born":1,"books":[{"title":"x","pages":1,"awards":[{"prize":"p","won":1}]},{"title":"y","pages":2}]},{"name":"bob","born":1}]""");
        await LoadAsync(2, """[{"name":"ann","born":1,"books":[{"title":"y","pages":2,"awards":[{"prize":"p","won":2}]}]},{"name":"bob","born":1}]""");
        Expect("ann x 1 [1,2) *\nann y 2 [1,) *", "books", "authors_name", "title", "pages");
        Expect("ann x p 1 [1,2) *\nann y p 2 [2,) *", "awards", "books_authors_name", "books_title", "prize", "won");

        await LoadAsync(3, """[{"name":"bob","born":1}]""");
        Expect("ann 1 [1,3) *\nbob 1 [1,) *", "authors", "name", "born");
        Expect("ann x 1 [1,2) *\nann y 2 [1,3) *", "books", "authors_name", "title", "pages");
        Expect("ann x p 1 [1,2) *\nann y p 2 [2,3) *", "awards", "books_authors_name", "books_title", "prize", "won");
    }

    [Fact]
    public async Task H16_a_held_parent_holds_its_children_and_theirs()
    {
        Rig.Feed(NestedIn("full"));
        await LoadAsync(1, """[{"name":"ann","born":1,"books":[{"title":"x","pages":1,"awards":[{"prize":"p","won":1}]}]},{"name":"bob","born":1}]""");
        await LoadAsync(2, """[{"name":"ann","born":"?","books":[{"title":"new","pages":9}]},{"name":"bob","born":1}]""");
        Expect("ann 1 [1,) *\nbob 1 [1,) *", "authors", "name", "born");
        Expect("ann x 1 [1,) *", "books", "authors_name", "title", "pages");
        Expect("ann x p 1 [1,) *", "awards", "books_authors_name", "books_title", "prize", "won");
    }

    [Theory]
    [InlineData("full")]
    [InlineData("upsert")]
    public async Task H16_a_child_without_a_key_holds_all_children_of_its_parent_and_of_no_other(string mode)
    {
        Rig.Feed(NestedIn(mode));
        await LoadAsync(1, """[{"name":"ann","books":[{"title":"x","awards":[{"prize":"p"}]},{"title":"y"}]},{"name":"bob","books":[{"title":"z"},{"title":"w"}]}]""");
        await LoadAsync(2, """[{"name":"ann","books":[{"title":"y"},{"title":null}]},{"name":"bob","books":[{"title":"w"}]}]""");
        Expect("ann x [1,) *\nann y [1,) *\nbob w [1,) *\nbob z [1,2) *", "books", "authors_name", "title");
        Expect("ann x p [1,) *", "awards", "books_authors_name", "books_title", "prize");
    }

    [Fact]
    public async Task H16_the_order_of_a_list_means_nothing_and_a_list_is_no_change_of_its_parent()
    {
        Rig.Feed(NestedIn("full"));
        await LoadAsync(1, """[{"name":"ann","born":1,"books":[{"title":"x"},{"title":"y"}]}]""");
        var reordered = await LoadAsync(2, """[{"name":"ann","born":1,"books":[{"title":"y"},{"title":"x"}]}]""");
        Assert.Equal(1, reordered.Tally.Unchanged);
        await LoadAsync(3, """[{"name":"ann","born":1,"books":[{"title":"y"},{"title":"z"}]}]""");
        Expect("ann 1 [1,) *", "authors", "name", "born");
        Expect("ann x [1,3) *\nann y [1,) *\nann z [3,) *", "books", "authors_name", "title");
    }

    [Fact]
    public async Task H16_in_upsert_a_delivered_parent_brings_its_whole_list_and_takes_away_over_two_levels()
    {
        Rig.Feed(NestedIn("upsert"));
        await LoadAsync(1, """[{"name":"ann","books":[{"title":"x","awards":[{"prize":"p"}]},{"title":"y"}]},{"name":"bob","books":[{"title":"z","awards":[{"prize":"q"}]}]}]""");
        await LoadAsync(2, """[{"name":"ann","books":[{"title":"y"}]}]""");
        Expect("ann x [1,2) *\nann y [1,) *\nbob z [1,) *", "books", "authors_name", "title");
        Expect("ann x p [1,2) *\nbob z q [1,) *", "awards", "books_authors_name", "books_title", "prize");
    }

    [Theory]
    [InlineData("quarantine", 1, 0)]
    [InlineData("ignore", 0, 1)]
    public async Task H16_an_append_record_that_is_left_out_leaves_out_its_lists(string onConflict, int quarantined, int skipped)
    {
        Rig.Feed(NestedIn("append") + $"\n    on_conflict: {onConflict}");
        await LoadAsync(1, """[{"name":"ann","born":1,"books":[{"title":"x"}]}]""");
        var night = await LoadAsync(2, """[{"name":"ann","born":2,"books":[{"title":"y"}]},{"name":"bob","born":1,"books":[{"title":"z"}]}]""");
        Expect("ann 1 [1,) *\nbob 1 [2,) *", "authors", "name", "born");
        Expect("ann x [1,) *\nbob z [2,) *", "books", "authors_name", "title");
        Assert.Equal((quarantined, skipped), (night.Tally.Quarantined, night.Tally.Skipped));
    }
}
