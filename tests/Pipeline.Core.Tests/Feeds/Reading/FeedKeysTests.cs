using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class FeedKeysTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "feed: shop",
            "feed: shop\ndistribution: sku",
            "feed.yaml:2: 'distribution' is part of the feed file's grammar, but this version does not build it yet; take it out (every engine of this version keeps a table in one place)"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_key_that_is_not_built_yet_is_refused_by_name(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
