using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class GuardsReaderTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "mode: full",
            "mode: full\n    guards: { max_deleted: 20, max_changed: 120%, max_quarantined: -1%, floor: -3, row_band: 200%..50%, size_band: big, band_nights: 2, max_delete: 1% }",
            """
            feed.yaml:10: 'guards' of dataset 'products' holds an unknown key 'max_delete'; did you mean 'max_deleted'? The keys here are max_deleted, max_changed, max_quarantined, floor, row_band, size_band, band_nights
            feed.yaml:10: 'max_deleted' is '20'; write a share from 0% to 100%, such as max_deleted: 20%, or max_deleted: off
            feed.yaml:10: 'max_changed' is '120%'; write a share from 0% to 100%, such as max_changed: 20%, or max_changed: off
            feed.yaml:10: 'max_quarantined' is '-1%'; write a share from 0% to 100%, such as max_quarantined: 20%, or max_quarantined: off
            feed.yaml:10: 'floor' is '-3'; write a whole number from 0, such as floor: 10
            feed.yaml:10: 'size_band' is 'big'; write the least and the greatest share of the last nights' median, such as size_band: 50%..200%, or size_band: off
            feed.yaml:10: 'row_band' is '200%..50%'; write the least and the greatest share of the last nights' median, such as row_band: 50%..200%, or row_band: off
            feed.yaml:10: 'band_nights' is '2'; write a whole number from 3 to 366, such as band_nights: 7
            """
        },
        {
            "mode: full",
            "mode: full\n    on_empty: ignore\n    on_new_column: hold\n    on_missing_column: ignore\n    on_blocked: stop",
            """
            feed.yaml:10: 'on_empty' of dataset 'products' is 'ignore'; write stop or accept
            feed.yaml:11: 'on_new_column' of dataset 'products' is 'hold'; write ignore or stop
            feed.yaml:12: 'on_missing_column' of dataset 'products' is 'ignore'; write stop, hold or null
            feed.yaml:13: 'on_blocked' of dataset 'products' is 'stop'; write publish or keep
            """
        },
        {
            "        key: [no]",
            "        key: [no]\n        on_empty: stop\n        on_blocked: keep",
            """
            feed.yaml:25: list 'lines' can't hold 'on_empty': an empty list is as good as any; what an empty file means is said in the dataset that the list stands in
            feed.yaml:26: list 'lines' can't hold 'on_blocked': a list takes it from the dataset that it stands in; take it out here
            """
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Every_mistake_is_named_with_its_line(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
