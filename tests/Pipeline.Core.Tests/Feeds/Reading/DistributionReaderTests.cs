using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class DistributionReaderTests
{
    private const string Feed = "feed: shop";
    private const string Orders = "distribution: { column: id, reference: [products] }";

    public static TheoryData<string, string> Mistakes => new()
    {
        { "distribution: {}", "feed.yaml:2: 'distribution' must be a map, and not an empty one; write distribution: { column: shop, reference: [products] }" },
        {
            "distribution: { reference: [products], by: id }",
            """
            feed.yaml:2: the distribution holds an unknown key 'by'. The keys here are column, reference
            feed.yaml:2: the distribution has no 'column'; write column: shop
            """
        },
        {
            "distribution: { column: id }",
            "feed.yaml:2: the distribution column 'id' is not in the key of dataset 'products' (sku); write a column of every key, or put products into reference"
        },
        {
            "distribution: { column: name, reference: orders }",
            "feed.yaml:2: the distribution column 'name' is not in the key of dataset 'products' (sku); write a column of every key, or put products into reference"
        },
        {
            "distribution:\n  column: id\n  reference:\n  - product\n  - products\n  - products\n  - lines",
            """
            feed.yaml:5: reference names 'product', which is no dataset of this feed; did you mean 'products'? Its datasets are products, orders
            feed.yaml:7: reference names 'products' twice; take one of them out
            feed.yaml:8: reference names 'lines', which is a nested list and lies where 'orders' does; name that one, or take it out
            """
        },
        {
            "distribution: { column: id, reference: [products, orders] }",
            "feed.yaml:2: every dataset is in reference, so nothing is left that 'id' could place; take a dataset out of reference, or take distribution out"
        },
    };

    [Fact]
    public void A_list_lies_where_its_parent_does_by_the_column_that_carries_the_parents_and_others_are_references()
    {
        var feed = Shop.With(Feed, $"{Feed}\n{Orders}");

        Assert.Equal(
            [("products", null), ("orders", "id"), ("lines", "orders_id")],
            feed.AllDatasets.Select(dataset => (dataset.Name, dataset.Distribution!.Column)));
    }

    [Fact]
    public void Without_it_nothing_is_said_of_places_and_with_it_a_dataset_is_read_as_before()
    {
        var without = Shop.With(Feed, Feed);
        var with = Shop.With(Feed, $"{Feed}\n{Orders}");

        Assert.All(without.AllDatasets, dataset => Assert.Null(dataset.Distribution));
        Assert.Equal(without.AllDatasets.Select(DefinitionText.Digest), with.AllDatasets.Select(DefinitionText.Digest));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_use_that_no_cluster_can_follow_is_named_with_its_line(string distribution, string mistakes) =>
        Assert.Equal(mistakes.ReplaceLineEndings("\n"), Shop.MistakesWith(Feed, $"{Feed}\n{distribution}"));

    [Theory]
    [InlineData("real")]
    [InlineData("boolean")]
    [InlineData("date")]
    public void A_type_that_records_can_not_be_spread_by_is_refused(string type) => Assert.Equal(
        $"feed.yaml:22: the distribution column 'id' of dataset 'orders' is {type}, by which records can't be spread; write a column of type text or integer",
        Shop.MistakesWith(
            Shop.Datasets, Shop.Datasets.Replace("      id: text", $"      id: {type}", StringComparison.Ordinal)[..^1].Split("    lists:")[0] + Orders));

    [Fact]
    public void Datasets_whose_values_would_not_lie_together_are_named() => Assert.Equal(
        "feed.yaml:22: the distribution column 'id' is text in dataset 'products' and integer in 'orders', so that equal values would not lie together; give it one type, or put one of the two into reference",
        Shop.MistakesWith(
            Shop.Datasets,
            Shop.Datasets.Replace("sku", "id", StringComparison.Ordinal).Replace("columns:\n      id: text\n      placed", "columns:\n      id: integer\n      placed", StringComparison.Ordinal)
                .Split("    lists:")[0] + "distribution: { column: id }"));
}
