using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class ListReaderTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "        key: [no]",
            "        key: [no]\n        source: vendor",
            "feed.yaml:25: list 'lines' can't hold 'source': a list takes it from the dataset that it stands in; take it out here"
        },
        {
            "        key: [no]",
            "        key: [no]\n        file: a.json",
            "feed.yaml:25: list 'lines' can't hold 'file': a list takes it from the dataset that it stands in; take it out here"
        },
        {
            "        key: [no]",
            "        key: [no]\n        mode: full",
            "feed.yaml:25: list 'lines' can't hold 'mode': a list takes it from the dataset that it stands in; take it out here"
        },
        {
            "        key: [no]",
            "        key: [no]\n        rows: a",
            "feed.yaml:25: list 'lines' can't hold 'rows': the path of a list is written from: …"
        },
        {
            "        key: [no]",
            "        key: [no]\n        drop: a",
            "feed.yaml:25: list 'lines' can't hold 'drop': say it in the dataset that the list stands in, with the list's path in front: drop: [list.field]"
        },
        {
            "        key: [no]",
            "        key: [no]\n        unreadable: ignore",
            "feed.yaml:25: list 'lines' can't hold 'unreadable': a list takes it from the dataset that it stands in; take it out here"
        },
        {
            "        key: [no]\n        columns: { no: integer, sku: text }\n",
            "        [no]\n",
            "feed.yaml:23: list 'lines' must be a map; write lines: { key: [name], columns: { name: text } }"
        },
        {
            "        key: [no]",
            "        key: [no]\n        from: $",
            "feed.yaml:25: the path '$' in 'from' has no name or an empty part; write names divided by single dots, and a dot that belongs to a name as \\."
        },
        {
            "        key: [no]",
            "        key: [no]\n        on_bad_value: drop",
            "feed.yaml:25: 'on_bad_value' of list 'lines' is 'drop'; write quarantine, stop or null"
        },
        {
            "      lines:\n        key: [no]\n        columns: { no: integer, sku: text }\n",
            "      []\n",
            "feed.yaml:22: 'lists' must be a map, and not an empty one; write lists: { tags: { key: [tag], columns: { tag: { from: $, type: text } } } }"
        },
        {
            "        columns: { no: integer, sku: text }\n",
            Shop.NineLevels,
            "feed.yaml:54: lists stand in lists on more than 8 levels; take the inner ones out"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_list_is_reported_with_its_line_and_what_to_write(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
