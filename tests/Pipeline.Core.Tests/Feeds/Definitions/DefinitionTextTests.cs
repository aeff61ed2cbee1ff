using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Definitions;

public sealed class DefinitionTextTests
{
    private const string Zoned = "placed_at: { type: timestamp, zone: feed, format: [yyyy-MM-dd HH:mm] }";

    [Fact]
    public void H31_a_lists_text_holds_all_that_matters_to_reading_it()
    {
        var feed = Shop.With(
            "    key: [id]\n",
            "    key: [id]\n    skip_when: { id: \"\", $.kind: null }\n    drop: [lines.memo, phone]\n    on_conflict: version\n    rows: data.items\n");

        Assert.Equal(
            """
            {
              "dataset": "lines",
              "format": "json",
              "mode": "append",
              "list_path": [
                "lines"
              ],
              "rows": [
                "data",
                "items"
              ],
              "key": [
                "no",
                "orders_id"
              ],
              "columns": {
                "no": {
                  "path": [
                    "no"
                  ],
                  "type": "integer"
                },
                "orders_id": {
                  "path": [
                    "id"
                  ],
                  "type": "text"
                },
                "sku": {
                  "path": [
                    "sku"
                  ],
                  "type": "text"
                }
              },
              "drop": [
                [
                  "memo"
                ]
              ],
              "on_conflict": "version",
              "list_of": {
                "dataset": "orders",
                "format": "json",
                "mode": "append",
                "rows": [
                  "data",
                  "items"
                ],
                "key": [
                  "id"
                ],
                "columns": {
                  "id": {
                    "path": [
                      "id"
                    ],
                    "type": "text"
                  },
                  "placed_at": {
                    "path": [
                      "placed_at"
                    ],
                    "type": "timestamp"
                  }
                },
                "drop": [
                  [
                    "lines",
                    "memo"
                  ],
                  [
                    "phone"
                  ]
                ],
                "skip_when": [
                  {
                    "path": [
                      "id"
                    ],
                    "value": ""
                  },
                  {
                    "path": [
                      "kind"
                    ],
                    "value": null
                  }
                ],
                "on_conflict": "version"
              }
            }
            """,
            DefinitionText.Of(Dataset(feed, "lines")));
    }

    [Theory]
    [InlineData("      sku: text\n      name: text\n", "      name: { type: text, tracked: true }   # last\n      sku: { from: sku, type: text }\n")]
    [InlineData("/dumps", "/elsewhere")]
    [InlineData("02:00", "03:00")]
    [InlineData("file: products.csv", "file: \"{night:yyyy-MM-dd}/articles.csv.gz\"")]
    [InlineData("mode: full", "mode: full\n    delimiter: \",\"\n    unreadable: hold_absent\n    on_bad_value: quarantine")]
    [InlineData("      id: text", "      id: integer")]
    public void H31_an_edit_that_changes_nothing_in_reading_changes_no_digest(string replaced, string by) =>
        Assert.Equal(DigestOf("products", "shop", "shop"), DigestOf("products", replaced, by));

    [Theory]
    [InlineData("name: text", "name: { type: text, normalise: [trim] }")]
    [InlineData("name: text", "name: { type: text, required: true }")]
    [InlineData("name: text", "name: { type: text, tracked: false }")]
    [InlineData("name: text", "name: { from: title, type: text }")]
    [InlineData("name: text", "name: integer")]
    [InlineData("name: text", "name: text\n      price: real")]
    [InlineData("key: [sku]", "key: [sku, name]")]
    [InlineData("key: [sku]", "key: [sku]\n    order_by: name")]
    [InlineData("key: [sku]", "key: [sku]\n    skip_when: { name: \"\" }")]
    [InlineData("key: [sku]", "key: [sku]\n    skip_when: { name: null }")]
    [InlineData("key: [sku]", "key: [sku]\n    drop: [price]")]
    [InlineData("key: [sku]", "key: [sku]\n    delimiter: tab")]
    [InlineData("key: [sku]", "key: [sku]\n    on_bad_value: stop")]
    [InlineData("key: [sku]", "key: [sku]\n    on_same_file: stop")]
    [InlineData("key: [sku]", "key: [sku]\n    unreadable: ignore")]
    [InlineData("mode: full", "mode: upsert")]
    [InlineData("products.csv", "products.json")]
    public void H31_an_edit_that_changes_reading_changes_the_digest(string replaced, string by) =>
        Assert.NotEqual(DigestOf("products", "shop", "shop"), DigestOf("products", replaced, by));

    [Fact]
    public void H31_what_decides_over_a_parents_records_changes_the_digest_of_its_lists() =>
        Assert.NotEqual(DigestOf("lines", "shop", "shop"), DigestOf("lines", "key: [id]", "key: [id]\n    skip_when: { id: end }"));

    [Fact]
    public void H31_a_zone_counts_by_its_name_and_not_by_how_it_was_said()
    {
        var feed = DigestOf("orders", "placed_at: timestamp", Zoned);

        Assert.Equal(feed, DigestOf("orders", "placed_at: timestamp", Zoned.Replace("feed", "Europe/Berlin", StringComparison.Ordinal)));
        Assert.NotEqual(feed, DigestOf("orders", "placed_at: timestamp", Zoned.Replace("feed", "Europe/Vienna", StringComparison.Ordinal)));
    }

    [Fact]
    public void H31_the_digest_is_the_sha256_of_the_text() =>
        Assert.Matches("^[0-9a-f]{64}$", DigestOf("products", "shop", "shop"));

    private static string DigestOf(string dataset, string replaced, string by) =>
        DefinitionText.Digest(Dataset(Shop.With(replaced, by), dataset));

    private static DatasetDefinition Dataset(FeedDefinition feed, string name) => feed.AllDatasets.Single(dataset => dataset.Name == name);
}
