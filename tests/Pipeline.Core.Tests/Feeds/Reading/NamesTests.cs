using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class NamesTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "      name: text",
            "      Valid_From: text",
            "feed.yaml:13: column 'Valid_From' has the name of a column that the warehouse adds itself; call it otherwise and name the source's field with from: …"
        },
        {
            "      name: text",
            "      xmin: real",
            "feed.yaml:13: column 'xmin' has the name of a column that every PostgreSQL table has of itself; call it otherwise and name the source's field with from: …"
        },
        {
            "      name: text",
            "      \"\": text",
            "feed.yaml:13: column '' is empty; write a name"
        },
        {
            "      name: text",
            "      \" name\": text",
            "feed.yaml:13: column ' name' begins or ends with a space; take it out"
        },
        {
            "      name: text",
            "      \"na\\0me\": text",
            "feed.yaml:13: column 'na\\u0000me' holds a control character; take it out"
        },
        {
            "      name: text",
            "      \"na\\uD800me\": text",
            "feed.yaml:13: this is no YAML: While scanning a quoted scalar, found invalid Unicode surrogates"
        },
        {
            "      name: text",
            "      \"na\\uDC00me\": text",
            "feed.yaml:13: this is no YAML: While scanning a quoted scalar, found invalid Unicode surrogates"
        },
        {
            "      name: text",
            "      ääääääääääääääääääääääääääääääää: text",
            "feed.yaml:13: column 'ääääääääääääääääääääääääääääääää' has 64 UTF-8 bytes, and engines cut names at 63; write a shorter one"
        },
        {
            "      name: text",
            "      SKU: text",
            "feed.yaml:13: column 'SKU' has the name of 'sku' on line 12 (letter case makes no difference); call it otherwise"
        },
        {
            "  orders:",
            "  \"#orders\":",
            "feed.yaml:14: dataset '#orders' begins with '#', which SQL Server takes for a temporary table; call it otherwise"
        },
        {
            "  orders:",
            "  History:",
            "feed.yaml:14: dataset 'History' has the name under which the warehouse keeps its own tables; call it otherwise"
        },
        {
            "  orders:",
            "  a__b:",
            "feed.yaml:14: dataset 'a__b' holds '__', which divides the names of the warehouse's own tables; write one '_'"
        },
        {
            "  orders:",
            "  sqlite_orders:",
            "feed.yaml:14: dataset 'sqlite_orders' begins with 'sqlite_', which SQLite keeps for itself; call it otherwise"
        },
        {
            "  orders:",
            "  Products:",
            "feed.yaml:14: dataset 'Products' has the name of 'products' on line 6 (letter case makes no difference, lists count); call it otherwise"
        },
        {
            "      lines:",
            "      orders:",
            "feed.yaml:23: dataset 'orders' has the name of 'orders' on line 14 (letter case makes no difference, lists count); call it otherwise"
        },
        {
            "  orders:",
            "  oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo:",
            "feed.yaml:23: the column 'oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo_id', which carries the parent's key in this list, has 65 UTF-8 bytes, and engines cut names at 63; call the parent dataset or its key column otherwise"
        },
        {
            "  orders:",
            "  valid:\n    source: vendor\n    file: v.json\n    mode: full\n    key: [from]\n    columns: { from: text }\n    lists: { parts: { key: [no], columns: { no: integer } } }\n  orders:",
            "feed.yaml:20: the column 'valid_from', which carries the parent's key in this list, has the name of a column that the warehouse adds itself; call the parent dataset or its key column otherwise"
        },
        {
            "{ no: integer, sku: text }",
            "{ no: integer, orders_id: text }",
            "feed.yaml:25: column 'orders_id' has the name of the column that carries the parent's key (letter case makes no difference); call it otherwise"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void H30_a_name_that_some_engine_could_not_hold_is_a_mistake(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
