using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Derivations;
using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Definitions;

public sealed class DatasetDefinitionTests
{
    private const string Nested =
        """
            mode: full
            on_bad_value: stop
            on_same_file: stop
            unreadable: ignore
            rows: data
            drop: [lines.taxes.memo, lines.secret, phone]
            key: id
            columns: { id: text }
            lists:
              lines:
                key: [no]
                on_bad_value: null
                order_by: at
                columns: { no: integer, at: timestamp }
                lists:
                  taxes:
                    from: $.tax.items
                    key: [kind, no]
                    columns: { kind: text, no: integer }
        """;

    [Fact]
    public void A_list_inherits_all_but_what_it_says()
    {
        var lists = Shop.With("    mode: append\n    key: [id]\n    columns:\n      id: text\n      placed_at: timestamp\n    lists:\n      lines:\n        key: [no]\n        columns: { no: integer, sku: text }\n", $"{Nested}\n")
            .AllDatasets.Skip(1).ToList();
        var (orders, lines, taxes) = (lists[0], lists[1], lists[2]);

        Assert.All(lists, dataset => Assert.Equal(
            ("vendor", "orders.json", DatasetMode.Full, OnSameFile.Stop, Unreadable.Ignore),
            (dataset.Source, dataset.File, dataset.Mode, dataset.OnSameFile, dataset.Unreadable)));
        Assert.Equal([OnBadValue.Stop, OnBadValue.Null, OnBadValue.Null], lists.Select(dataset => dataset.OnBadValue));
        Assert.Equal([null, "at", null], lists.Select(dataset => dataset.OrderBy));
        Assert.Equal([null, "orders", "lines"], lists.Select(dataset => dataset.Parent));
        Assert.Equal([null, "orders", "lines"], lists.Select(dataset => dataset.ParentDefinition?.Name));
        Assert.Equal([0, 1, 2], lists.Select(dataset => dataset.ParentKeyColumns));
        Assert.Equal(["lines_orders_id", "lines_no", "kind", "no"], taxes.Key);
        Assert.Equal(["tax", "items"], taxes.ListPath);
        Assert.Equal(["lines/taxes/memo", "lines/secret", "phone"], Paths(orders.Drop));
        Assert.Equal(["taxes/memo", "secret"], Paths(lines.Drop));
    }

    [Fact]
    public void Names_may_hold_whatever_can_be_quoted()
    {
        var columns = Shop.With("name: text", "\"a \\\"b\\\" [c] 'd' ü 😀\": text").Datasets[0].Columns;

        Assert.Equal("a \"b\" [c] 'd' ü 😀", columns[1].Name);
    }

    [Fact]
    public void A_null_in_skip_when_is_null_only_without_quotes()
    {
        var skips = Shop.With("mode: full", "mode: full\n    skip_when: { sku: null, name: \"null\", $.kind: 0, $.other: ~ }").Datasets[0].SkipWhen;

        Assert.Equal([null, "null", "0", null], skips.Select(skip => skip.Value));
        Assert.Equal(["sku", "name", "kind", "other"], Paths(skips.Select(skip => skip.Path)));
    }

    [Fact]
    public void Anchors_and_aliases_are_read()
    {
        var feed = Shop.With("      name: text", "      name: &title { type: text, normalise: [trim] }\n      other: *title");

        Assert.Equal([Normalisation.Trim], feed.Datasets[0].Columns[2].Normalise);
        Assert.Equal(["other"], feed.Datasets[0].Columns[2].Path);
    }

    private static IEnumerable<string> Paths(IEnumerable<IReadOnlyList<string>> paths) => paths.Select(path => string.Join('/', path));
}
