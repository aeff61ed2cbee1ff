using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class KeyReaderTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "key: [sku]\n",
            "",
            "feed.yaml:10: this is no YAML: While scanning a plain scalar value, found invalid mapping"
        },
        {
            "key: [sku]\n",
            "\n",
            "feed.yaml:6: dataset 'products' has no 'key'; write key: [name]"
        },
        {
            "key: [sku]",
            "key: []",
            "feed.yaml:10: 'key' of dataset 'products' must be one or several texts; write key: [name]"
        },
        {
            "key: [sku]",
            "key: [id, name]",
            "feed.yaml:10: key names 'id', which is no column of dataset 'products'. Its columns are sku, name"
        },
        {
            "key: [sku]",
            "key: [Sku]",
            "feed.yaml:10: key names 'Sku', which is no column of dataset 'products'; did you mean 'sku'? Its columns are sku, name"
        },
        {
            "key: [sku]",
            "key: [sku, sku]",
            "feed.yaml:10: key names 'sku' twice; take one of them out"
        },
        {
            "key: [sku]",
            "key: { sku: 1 }",
            "feed.yaml:10: 'key' of dataset 'products' must be one or several texts; write key: [name]"
        },
        {
            "      sku: text\n",
            "      sku: { type: text, tracked: false }\n",
            "feed.yaml:10: column 'sku' is in the key and can't be tracked: false; take one of the two out"
        },
        {
            "    key: [sku]\n    columns:\n      sku: text\n",
            "    key: [match]\n    order_by: match\n    columns:\n      sku: text\n      match: { from: sku, type: text, normalise: casefold }\n",
            """
            feed.yaml:10: key names 'match', which is made from 'sku'; write a column that is read from the file
            feed.yaml:11: order_by names 'match', which is made from 'sku'; write a column that is read from the file
            """
        },
        {
            "key: [no]",
            "key: [orders_id, no]",
            "feed.yaml:24: key names 'orders_id', which carries the parent's key and is added by itself; take it out"
        },
        {
            "key: [sku]",
            "key: [sku]\n    order_by: updated",
            "feed.yaml:11: order_by names 'updated', which is no column of dataset 'products'. Its columns are sku, name"
        },
        {
            "key: [sku]",
            "key: [sku]\n    order_by: sku",
            "feed.yaml:11: order_by names 'sku', which is in the key and so alike in all duplicates; write another column"
        },
        {
            "key: [sku]",
            "key: [sku]\n    order_by: [name]",
            "feed.yaml:11: 'order_by' of dataset 'products' must be a text; write order_by: updated_at"
        },
        {
            "key: [sku]",
            "key: [sku]\n    skip_when: { nam: \"\" }",
            "feed.yaml:11: skip_when names 'nam', which is no column of dataset 'products'; did you mean 'name'? Its columns are sku, name. For a field of the source that is no column write $.field"
        },
        {
            "key: [sku]",
            "key: [sku]\n    skip_when: { name: [a, b] }",
            "feed.yaml:11: the value of 'name' in skip_when must be one text, number, true, false or null"
        },
        {
            "key: [sku]",
            "key: [sku]\n    skip_when: name",
            "feed.yaml:11: 'skip_when' must be a map, and not an empty one; write skip_when: { label: \"\" }"
        },
        {
            "key: [no]",
            "key: [no]\n        skip_when: { orders_id: a }",
            "feed.yaml:25: skip_when names 'orders_id', which is no column of list 'lines'. Its columns are no, sku. For a field of the source that is no column write $.field"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_key_order_by_or_skip_when_is_reported_with_its_line_and_what_to_write(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
