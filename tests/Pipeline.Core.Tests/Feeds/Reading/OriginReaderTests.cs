using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class OriginReaderTests
{
    [Theory]
    [InlineData("v: text", "v", null)]
    [InlineData("v.w: text", "v|w", null)] // the name is the path where none is given
    [InlineData("v: { from: a.b.c, type: text }", "a|b|c", null)]
    [InlineData(@"v: { from: a\.b.c, type: text }", "a.b|c", null)]
    [InlineData(@"v: { from: a\\.b\c, type: text }", @"a\|b\c", null)]
    [InlineData("v: { from: $.a.b, type: text }", "a|b", null)]
    [InlineData("v: { from: $.$, type: text }", "$", null)]
    [InlineData("v: { from: $.id, type: text }", "id", null)] // the source's own field, beside the column
    [InlineData("v: { from: ID, type: text }", "ID", null)] // letter case counts
    [InlineData("v: { from: id, type: integer }", "id", "id")]
    [InlineData("v: { from: id, type: text, normalise: upper }", "id", "id")]
    [InlineData("v: { from: at, type: date, zone: UTC }", "placed_at", "at")] // an earlier column's name goes before a field's
    [InlineData("v: { from: placed_at, type: date, zone: UTC }", "placed_at", "at")] // the same field as an earlier column's
    public void A_JSON_column_comes_from_a_path_or_from_an_earlier_column(string column, string path, string? source)
    {
        var columns = Dataset(Shop.With("      placed_at: timestamp\n", $"      at: {{ from: placed_at, type: timestamp }}\n      {column}\n"), "orders").Columns;

        Assert.Equal((path, source), (string.Join('|', columns[2].Path), columns[2].DerivedFrom));
    }

    [Theory]
    [InlineData("v.w: text", "v.w")]
    [InlineData("v: { from: a.b, type: text }", "a.b")]
    [InlineData(@"v: { from: a\.b, type: text }", @"a\.b")]
    [InlineData("v: { from: $.a.b, type: text }", "a.b")]
    [InlineData("v: { from: Lager Ort, type: text }", "Lager Ort")]
    [InlineData("v: { from: \" Lager Ort \", type: text }", "Lager Ort")] // blanks around a header mean nothing
    public void A_CSV_column_comes_from_a_whole_header(string column, string header) =>
        Assert.Equal([header], Dataset(Shop.With("name: text", column), "products").Columns[1].Path);

    [Fact]
    public void In_a_list_columns_come_from_the_element_and_from_the_parents_key()
    {
        var list = Dataset(Shop.With(
            "{ no: integer, sku: text }",
            "{ no: integer, all: { from: $, type: text }, match: { from: all, type: text, normalise: casefold }, order: { from: orders_id, type: text, normalise: lower } }"), "lines");

        Assert.Equal(["orders_id", "no", "all", "match", "order"], list.Columns.Select(column => column.Name));
        Assert.Equal([null, null, null, "all", "orders_id"], list.Columns.Select(column => column.DerivedFrom));
        Assert.Empty(list.Columns[2].Path);
        Assert.Equal(["orders_id", "no"], list.Key);
    }

    private static DatasetDefinition Dataset(FeedDefinition feed, string name) => feed.AllDatasets.Single(dataset => dataset.Name == name);
}
