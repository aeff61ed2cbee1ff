using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class YamlTreeTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            Shop.Feed,
            "",
            "feed.yaml:1: the file is empty; write the keys feed, schedule, sources and datasets (docs/feeds.md begins with a complete example)"
        },
        {
            Shop.Feed,
            "# nothing\n",
            "feed.yaml:1: the file is empty; write the keys feed, schedule, sources and datasets (docs/feeds.md begins with a complete example)"
        },
        {
            Shop.Feed,
            "- a\n",
            "feed.yaml:1: the file is no map; write the keys feed, schedule, sources and datasets (docs/feeds.md begins with a complete example)"
        },
        {
            "sources:",
            "sources: [\n",
            "feed.yaml:5: this is no YAML from here on: a bracket or a quote is not closed, or the lines after it are not indented"
        },
        {
            "mode: full",
            "mode: full\n    mode: append\n    file: b.csv",
            """
            feed.yaml:10: the key 'mode' comes twice, first on line 9; take one of them out
            feed.yaml:11: the key 'file' comes twice, first on line 8; take one of them out
            """
        },
        {
            "key: [sku]",
            "key: *sku",
            "feed.yaml:10: this is no YAML: The alias *sku names no anchor that ends before it"
        },
        {
            "key: [sku]",
            "? [a]\n    : b\n    key: [sku]",
            "feed.yaml:10: a key must be a plain text, not a list or a map"
        },
        {
            "        columns: { no: integer, sku: text }\n",
            "        columns: { no: integer, sku: text }\n---\na: b\n",
            "feed.yaml:26: a second document begins here; a feed file is one document: take the '---' out"
        },
        {
            "  products:\n",
            "  products: &p\n    lists: *p\n",
            "feed.yaml:7: this is no YAML: The alias *p names no anchor that ends before it"
        },
        {
            "mode: full",
            "mode: full\n\tkey: a",
            "feed.yaml:9: this is no YAML: While scanning a plain scalar, found a tab character that violate indentation"
        },
        {
            "mode: full",
            "mode: full\n    rows: " + new string('[', 100) + new string(']', 100),
            "feed.yaml:10: this is no YAML: Nested deeper than 64 levels"
        },
        {
            "mode: full",
            "mode: full\n    <<: { a: b }",
            "feed.yaml:10: dataset 'products' can't hold '<<': merge keys are not read; write the keys out, or name the whole value by its anchor"
        },
        {
            "key: [sku]",
            "key: \"sku\" x",
            "feed.yaml:10: this is no YAML: While parsing a block mapping, did not find expected key"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_of_syntax_is_reported_with_its_line(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
