using Pipeline.Core.Gold.Freshness;
using Pipeline.Core.Ledger;
using Pipeline.Core.Tests.Comparing.Guards;
using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Gold.Freshness;

/// <summary>Which night a table of gold represents, and why it is behind: the feed has products and orders with lines.</summary>
public sealed class GoldFreshnessTests
{
    private const int Tonight = 4;

    [Fact]
    public void Where_every_dataset_has_tonight_every_table_does_and_says_no_reason()
    {
        var freshness = Of([("products", 4), ("orders", 4), ("lines", 4)]);

        Assert.Equal((Night(4), null), freshness.NightOf(null));
        Assert.Equal((Night(4), null), freshness.NightOf(new HashSet<string> { "products" }));
    }

    [Fact]
    public void A_table_is_as_old_as_the_oldest_dataset_that_it_reads()
    {
        var freshness = Of([("products", 3), ("orders", 4), ("lines", 4)], ("products", "the file is cut short"));

        Assert.Equal((Night(3), "products is as of 2022-03-03: the file is cut short"), freshness.NightOf(null));
        Assert.Equal((Night(4), null), freshness.NightOf(new HashSet<string> { "orders", "lines" }));
    }

    [Fact]
    public void Every_dataset_that_is_behind_is_named()
    {
        var freshness = Of([("products", 3), ("orders", 2), ("lines", 4)], ("orders", "no file"));

        Assert.Equal((Night(2), "products is as of 2022-03-03; orders is as of 2022-03-02: no file"), freshness.NightOf(null));
    }

    [Fact]
    public void A_dataset_that_was_never_accepted_is_named_and_does_not_make_the_table_older()
    {
        var freshness = Of([("orders", 4), ("lines", 4)], ("products", "a guard stopped it"));

        Assert.Equal((Night(4), "products was never accepted: a guard stopped it"), freshness.NightOf(null));
    }

    [Fact]
    public void Where_no_dataset_accepted_tonight_the_fault_is_still_shown()
    {
        var all = Of([("products", 3), ("orders", 3), ("lines", 3)], ("products", "no file"));

        Assert.Equal((Night(3), "products is as of 2022-03-03: no file"), all.NightOf(null));
        Assert.True(all.Explains(null));
        Assert.False(all.Explains(new HashSet<string> { "orders" }));
    }

    [Fact]
    public void A_fault_of_an_older_night_explains_nothing_about_a_dataset_that_is_newer()
    {
        var freshness = Of([("products", 5), ("orders", 5), ("lines", 5)], ("products", "no file"));

        Assert.False(freshness.Explains(null));
        Assert.Equal((Night(5), null), freshness.NightOf(null));
    }

    private static GoldFreshness Of((string Dataset, int Day)[] accepted, params (string Dataset, string Why)[] faults)
    {
        using var files = new FeedFiles("shop", Shop.Feed);
        return new GoldFreshness(
            files.Read(),
            Night(Tonight),
            new AcceptedNights(accepted.Select(night => GuardCase.Accepted(night.Day) with { Dataset = night.Dataset })),
            faults.ToDictionary(fault => fault.Dataset, fault => fault.Why));
    }

    private static DateOnly Night(int day) => new(2022, 3, day);
}
