using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class DatasetReaderTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            Shop.Datasets,
            "",
            "feed.yaml:1: the feed file has no 'datasets'; write datasets: { books: { source: vendor, file: books.csv, mode: full, key: [name], columns: { name: text } } }"
        },
        {
            Shop.Datasets,
            "datasets: {}\n",
            "feed.yaml:5: 'datasets' must be a map, and not an empty one; write datasets: { books: { source: vendor, file: books.csv, mode: full, key: [name], columns: { name: text } } }"
        },
        {
            Shop.Datasets,
            "datasets:\n  products: products.csv\n",
            "feed.yaml:6: dataset 'products' must be a map; write products: { source: vendor, file: products.csv, mode: full, key: [name], columns: { name: text } }"
        },
        {
            "    source: vendor\n    file: products.csv\n    mode: full\n    key: [sku]\n    columns:\n      sku: text\n      name: text\n",
            "    {}\n",
            """
            feed.yaml:6: dataset 'products' has no 'source'; write source: vendor
            feed.yaml:6: dataset 'products' has no 'file'; write file: products.csv
            feed.yaml:6: dataset 'products' has no 'mode'; write mode: full, upsert or append
            feed.yaml:6: dataset 'products' has no 'columns'; write columns: { name: text }
            feed.yaml:6: dataset 'products' has no 'key'; write key: [name]
            """
        },
        {
            "source: vendor\n    file: products",
            "source: vendr\n    file: products",
            "feed.yaml:7: dataset 'products' names the source 'vendr', which is none; did you mean 'vendor'? The sources are vendor"
        },
        {
            "source: vendor\n    file: products",
            "source: [vendor]\n    file: products",
            "feed.yaml:7: 'source' of dataset 'products' must be a text; write source: vendor"
        },
        {
            "mode: full",
            "mode: snapshot",
            "feed.yaml:9: 'mode' of dataset 'products' is 'snapshot'; write full, upsert or append"
        },
        {
            "mode: full",
            "mode:",
            "feed.yaml:9: 'mode' of dataset 'products' is no text; write full, upsert or append"
        },
        {
            "mode: full",
            "mode: full\n    colums: {}",
            "feed.yaml:10: dataset 'products' holds an unknown key 'colums'; did you mean 'columns'? The keys here are source, file, mode, key, columns, lists, rows, delimiter, drop, skip_when, order_by, on_empty, on_same_file, on_bad_value, on_conflict, unreadable, on_new_column, on_missing_column, guards, on_blocked, checks"
        },
        {
            "mode: full",
            "mode: full\n    xyz: 1",
            "feed.yaml:10: dataset 'products' holds an unknown key 'xyz'. The keys here are source, file, mode, key, columns, lists, rows, delimiter, drop, skip_when, order_by, on_empty, on_same_file, on_bad_value, on_conflict, unreadable, on_new_column, on_missing_column, guards, on_blocked, checks"
        },
        {
            "mode: full",
            "mode: full\n    from: data",
            "feed.yaml:10: dataset 'products' can't hold 'from': the file of a dataset is named by file: …, and the property that holds its rows by rows: …"
        },
        {
            "mode: full",
            "mode: full\n    on_conflict: ignore",
            "feed.yaml:10: 'on_conflict' is for mode: append, and dataset 'products' is full; take it out"
        },
        {
            "mode: append",
            "mode: append\n    unreadable: ignore",
            "feed.yaml:18: 'unreadable' is for mode: full, and dataset 'orders' is append; take it out"
        },
        {
            "mode: full",
            "mode: full\n    on_bad_value: skip",
            "feed.yaml:10: 'on_bad_value' of dataset 'products' is 'skip'; write quarantine, stop or null"
        },
        {
            "mode: full",
            "mode: full\n    on_same_file: warn",
            "feed.yaml:10: 'on_same_file' of dataset 'products' is 'warn'; write accept or stop"
        },
        {
            "mode: append",
            "mode: append\n    on_conflict: keep",
            "feed.yaml:18: 'on_conflict' of dataset 'orders' is 'keep'; write quarantine, version or ignore"
        },
        {
            "mode: full",
            "mode: full\n    unreadable: hold",
            "feed.yaml:10: 'unreadable' of dataset 'products' is 'hold'; write hold_absent or ignore"
        },
        {
            "mode: full",
            "mode: full\n    rows: data",
            "feed.yaml:10: 'rows' is for JSON files, and this one is CSV; take it out"
        },
        {
            "mode: append",
            "mode: append\n    rows: data..items",
            "feed.yaml:18: the path 'data..items' in 'rows' has no name or an empty part; write names divided by single dots, and a dot that belongs to a name as \\."
        },
        {
            "mode: full",
            "mode: full\n    lists: { tags: { key: [tag], columns: { tag: text } } }",
            "feed.yaml:10: 'lists' is for JSON files, and this one is CSV; take it out"
        },
        {
            "mode: append",
            "mode: append\n    delimiter: \";\"",
            "feed.yaml:18: 'delimiter' is for CSV files, and this one is JSON; take it out"
        },
        {
            "mode: full",
            "mode: full\n    delimiter: \";;\"",
            "feed.yaml:10: the delimiter ';;' of dataset 'products' is not one ASCII character that can divide fields; write one such as \";\" or \"|\", or tab"
        },
        {
            "mode: full",
            "mode: full\n    delimiter: |",
            "feed.yaml:10: 'delimiter' of dataset 'products' must be a text; write delimiter: \";\", \"|\" (in quotes), or tab"
        },
        {
            "mode: full",
            "mode: full\n    delimiter: '\"'",
            "feed.yaml:10: the delimiter '\"' of dataset 'products' is not one ASCII character that can divide fields; write one such as \";\" or \"|\", or tab"
        },
        {
            "mode: append",
            "mode: append\n    drop: [placed_at]",
            "feed.yaml:18: drop takes out 'placed_at', which column 'placed_at' reads; take one of the two out"
        },
        {
            "mode: append",
            "mode: append\n    drop: lines.no",
            "feed.yaml:18: drop takes out 'lines.no', which column 'no' reads; take one of the two out"
        },
        {
            "mode: append",
            "mode: append\n    drop: [lines, $]",
            """
            feed.yaml:18: the path '$' in 'drop' has no name or an empty part; write names divided by single dots, and a dot that belongs to a name as \.
            feed.yaml:18: drop takes out 'lines', which list 'lines' reads; take one of the two out
            """
        },
        {
            "mode: append",
            "mode: append\n    drop: []",
            "feed.yaml:18: 'drop' of dataset 'orders' must be one or several texts; write drop: [phone]"
        },
        {
            "mode: append",
            "mode: append\n    drop: [kind]\n    skip_when: { $.kind: test }",
            "feed.yaml:18: drop takes out 'kind', which skip_when of 'orders' reads; take one of the two out"
        },
        {
            "  orders:",
            "  more:\n    source: vendor\n    file: products.csv\n    mode: full\n    key: [sku]\n    drop: [price]\n    columns: { sku: text }\n  orders:",
            "feed.yaml:19: datasets 'products' and 'more' read the same file 'products.csv', which is kept once; write the same drop in both"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_dataset_is_reported_with_its_line_and_what_to_write(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
