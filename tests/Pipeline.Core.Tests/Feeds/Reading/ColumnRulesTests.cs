using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class ColumnRulesTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "      name: text",
            "      name: { from: sku, type: text }",
            "feed.yaml:13: column 'name' copies column 'sku'; to read the source's own field 'sku' write from: $.sku"
        },
        {
            "      name: text",
            "      name: { from: name, type: text }\n      title: { from: name, type: text, zone: feed }",
            """
            feed.yaml:14: 'zone' of column 'title' is for dates and timestamps; take it out
            feed.yaml:14: column 'title' copies column 'name'; to read the source's own field 'name' write from: $.name
            """
        },
        {
            "      name: text",
            "      name: text\n      title: { from: NAME, type: text }\n      other: { from: NAME, type: text }",
            "feed.yaml:15: column 'other' copies column 'title'; to read the source's own field 'NAME' write from: $.NAME"
        },
        {
            "placed_at: timestamp",
            "placed_at: timestamp\n      placed_on: { from: placed_at, type: date }",
            "feed.yaml:22: column 'placed_on' is the date of the timestamp 'placed_at'; say in which zone its day is meant: zone: feed"
        },
        {
            "placed_at: timestamp",
            "placed_at: timestamp\n      placed_on: { from: placed_at, type: date, zone: feed, format: dd.MM.yyyy }",
            "feed.yaml:22: 'format' of column 'placed_on' is for reading text, and column 'placed_at' is timestamp; take it out"
        },
        {
            "placed_at: timestamp",
            "placed_at: timestamp\n      paid: { from: placed_at, type: boolean }",
            "feed.yaml:22: column 'paid' can't be made from column 'placed_at': timestamp does not become boolean; to read the source's own field 'placed_at' write from: $.placed_at"
        },
        {
            "placed_at: timestamp",
            "placed_at: timestamp\n      b: { from: placed_at, type: timestamp, zone: UTC, normalise: [trim] }",
            "feed.yaml:22: 'zone' of column 'b' changes nothing: column 'placed_at' is timestamp already; take it out"
        },
        {
            "      name: text",
            "      name: { from: sku, type: text, normalise: [lower], tracked: false }",
            "feed.yaml:13: 'tracked' of column 'name' means nothing: a column made from another takes no part in comparison; take it out"
        },
        {
            "{ no: integer, sku: text }",
            "{ no: integer, a: { from: $, type: text }, b: { from: $, type: text } }",
            "feed.yaml:25: column 'b' copies column 'a'"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_derived_column_is_reported_with_its_line_and_what_to_write(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
