using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Tests.Records.Json;

public sealed class NestedListTests
{
    private static readonly DatasetDefinition Authors = Reading.Dataset("name: text @meta.name")
        .WithList("nations", "more.nations", "label: text", "rank: integer");

    [Fact]
    public void H16_children_follow_their_parent_and_carry_its_key()
    {
        const string Json = """[{"meta":{"name":"Ann"},"more":{"nations":[{"label":"b","rank":2},{"label":"a"}]}},{"meta":{"name":"Bob"}}]""";
        var records = Authors.Read(Json);
        Assert.Equal("Ann\nnations Ann|b|2\nnations Ann|a|null\nBob", records.Show());
        Assert.Equal(records[0].Key, records[1].ParentKey);
        Assert.Equal(RecordHasher.Hash([("things_name", "Ann"), ("label", "b")]), records[1].Key);
        Assert.Equal([1, 1, 2, 2], records.Select(record => record.Position.Ordinal));
        Assert.Equal("""{"label":"b","rank":2}""", records[1].Raw);
        Assert.Equal(Json.IndexOf("""{"label":"a"}""", StringComparison.Ordinal), records[2].Position.ByteOffset);
    }

    [Fact]
    public void H16_the_order_of_a_list_means_nothing_and_a_parents_hash_leaves_lists_out()
    {
        var one = Authors.Read("""[{"meta":{"name":"Ann"},"more":{"nations":[{"label":"a"},{"label":"b"}]}}]""");
        var other = Authors.Read("""[{"meta":{"name":"Ann"},"more":{"nations":[{"label":"b"},{"label":"a"}]}}]""");
        Assert.Equal(one[0].Row, other[0].Row);
        Assert.Equal(one.Select(record => (record.Key, record.Row)).ToHashSet(), other.Select(record => (record.Key, record.Row)).ToHashSet());
    }

    [Theory]
    [InlineData("""{"nations":null}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    public void A_list_that_is_missing_or_null_has_no_children(string more) =>
        Assert.Equal("Ann", Authors.Read($$"""[{"meta":{"name":"Ann"},"more":{{more}}}]""").Show());

    [Theory]
    [InlineData("""{"nations":{"label":"a"}}""", "The list more.nations must be a JSON array, and this is an object. Correct `from:` of nations, or fix it at the vendor.")]
    [InlineData("\"x\"", "The list more.nations must be a JSON array, and this is a text. Correct `from:` of nations, or fix it at the vendor.")]
    public void H16_a_list_that_is_none_holds_all_children_of_its_parent(string more, string message)
    {
        var records = Authors.Read($$"""[{"meta":{"name":"Ann"},"more":{{more}}}]""");
        Assert.Equal("Ann\nnations Shape  Siblings", records.Show());
        Assert.Equal((message, records[0].Key), (records[1].Rejection!.Message, records[1].ParentKey));
    }

    [Fact]
    public void H16_a_child_whose_key_cant_be_read_holds_its_siblings_and_another_bad_value_its_key() => Assert.Equal(
        "Ann\nnations NoKey label Siblings\nnations BadValue label Siblings\nnations Shape  Siblings\nnations BadValue rank Key\nnations Ann|ok|null",
        Authors.Read("""[{"meta":{"name":"Ann"},"more":{"nations":[{"label":""},{"label":[]},"x",{"label":"y","rank":"z"},{"label":"ok"}]}}]""").Show());

    [Fact]
    public void H16_the_children_of_a_rejected_or_skipped_parent_are_not_read()
    {
        var dataset = Authors with { SkipWhen = [new SkipCondition(["meta", "name"], "end")] };
        const string Children = "\"more\":{\"nations\":[{\"label\":\"a\"}]}";
        Assert.Equal(
            "NoKey name Nothing\nskipped\nBob",
            dataset.Read("[{\"meta\":{}," + Children + "},{\"meta\":{\"name\":\"end\"}," + Children + "},{\"meta\":{\"name\":\"Bob\"}}]").Show());
    }

    [Fact]
    public void A_filler_child_is_skipped()
    {
        var dataset = Authors with { Lists = [Authors.Lists[0] with { SkipWhen = [new SkipCondition(["label"], "")] }] };
        Assert.Equal("Ann\nnations skipped\nnations Ann|a|null", dataset.Read("""[{"meta":{"name":"Ann"},"more":{"nations":[{"label":""},{"label":"a"}]}}]""").Show());
    }

    [Fact]
    public void Lists_of_scalars_and_lists_in_lists_are_read()
    {
        var dataset = Reading.Dataset("id: integer").WithList("orders", "orders", "no: integer");
        var orders = dataset.Lists[0].WithList("lines", "lines", "sku: text");
        dataset = dataset with { Lists = [orders with { Lists = [orders.Lists[0] with { Columns = Renamed(orders), Key = ["things_id", "orders_no", "sku"] }] }] };
        dataset = dataset.WithList("tags", "tags", "tag: text @");
        Assert.Equal(
            "1\norders 1|7\nlines 1|7|x\nlines 1|7|y\norders 1|8\ntags 1|red\ntags 1|3",
            dataset.Read("""[{"id":1,"orders":[{"no":7,"lines":[{"sku":"x"},{"sku":"y"}]},{"no":8}],"tags":["red",3]}]""").Show());
    }

    [Fact]
    public void H29_ten_children_that_all_have_another_shape_are_one_fault()
    {
        string Json(int children) => """[{"meta":{"name":"Ann"},"more":{"nations":[""" + string.Join(',', Enumerable.Repeat("""{"label":"y","rank":"z"}""", children)) + "]}}]";
        Assert.Equal(10, Authors.Read(Json(9)).Count);
        Assert.StartsWith(
            "things.json fits nothing that the feed file says of nations: all of its 10 records are rejected, the first at record 1 (line 1, byte 43): Column rank: \"z\" is not an integer",
            Authors.Fault(Json(10)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_counted_by_itself()
    {
        var reader = new DeliveryReader(new FeedFile(Authors));
        const string Json = """[{"meta":{"name":"Ann"},"more":{"nations":[{"label":"a","new":1},{"label":null}]}}]""";
        Assert.Equal(3, reader.Read(() => new MemoryStream(Encoding.UTF8.GetBytes(Json)), "a.json", CancellationToken.None).Count());
        var shape = reader.Shapes["nations"];
        Assert.Equal((2, 1, 0, 1), (shape.Records, shape.Accepted, shape.Skipped, shape.Rejected));
        Assert.Equal(["rank"], shape.MissingColumns);
        Assert.Equal(["new"], shape.UnknownFields);
        Assert.Empty(reader.Shapes["things"].UnknownFields);
    }

    private static List<ColumnDefinition> Renamed(DatasetDefinition orders) =>
        [.. orders.Lists[0].Columns.Select(column => column.Name == "no" || column.Name == "orders_no" ? column with { Name = "orders_no" } : column)];
}
