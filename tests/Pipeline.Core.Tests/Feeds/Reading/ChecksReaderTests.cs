using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class ChecksReaderTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "mode: full",
            "mode: full\n    checks: [{ unique: nam }, { range: name }, { severity: warn }, { relationship: name, to: nothing.there }, { not_null: name, min: 1 }, 7]",
            """
            feed.yaml:10: 'unique' names 'nam', which is no column of dataset 'products'; did you mean 'name'? Its columns are sku, name
            feed.yaml:10: a range has neither 'min' nor 'max'; write range: pages, min: 1
            feed.yaml:10: a check of dataset 'products' names no rule; write one of unique, not_null, accepted_values, range, relationship, row_band
            feed.yaml:10: 'min' says nothing in a check 'not_null'; take it out
            feed.yaml:10: a check of dataset 'products' must be a map; write checks: [{ unique: [email] }, { range: pages, min: 1, severity: warn }]
            feed.yaml:10: 'nothing.there' in 'to' is no column of a dataset of this feed; write dataset.column, such as to: authors.name
            """
        },
        {
            "mode: full",
            "mode: full\n    checks: {}",
            "feed.yaml:10: 'checks' of dataset 'products' must be a list, and not an empty one; write checks: [{ unique: [email] }, { range: pages, min: 1, severity: warn }]"
        },
        {
            "      name: text",
            "      name: { type: text, was: sku }",
            "feed.yaml:13: 'was' of column 'name' names 'sku', and a name belongs to one column of a dataset only; write the names that it had and no other has, oldest first"
        },
        {
            "      name: text",
            "      name: { type: text, from: [a, $, a] }",
            """
            feed.yaml:13: the path '$' of column 'name' names no field; among several each is one of the source, such as from: [metadata.name, name]
            feed.yaml:13: column 'name' names the path 'a' twice; take one of them out
            """
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Every_mistake_is_named_with_its_line(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
