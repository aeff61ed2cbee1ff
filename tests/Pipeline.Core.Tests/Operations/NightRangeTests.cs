using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Operations;
using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Operations;

/// <summary>Which nights a run may be asked for.</summary>
public sealed class NightRangeTests
{
    private static readonly NightRange Three = new(new DateOnly(2021, 12, 30), new DateOnly(2022, 1, 1));

    [Fact]
    public void A_range_holds_its_first_and_its_last_night()
    {
        Assert.Equal([new(2021, 12, 30), new(2021, 12, 31), new(2022, 1, 1)], Three.Nights);
        Assert.True(Three.IsBackfill);
        Assert.False(new NightRange(Three.From, Three.From).IsBackfill);
        Assert.Equal("2021-12-30..2022-01-01", Three.ToString());
    }

    [Fact]
    public void H2_A_night_whose_scheduled_time_has_not_passed_is_refused()
    {
        Three.RequireDue("shop", Three.To);
        var refusal = Assert.Throws<RefusedException>(() => Three.RequireDue("shop", Three.From));

        Assert.Equal("Night 2022-01-01 is in the future: the latest night whose scheduled time has passed is 2021-12-30.", refusal.Fault.What);
    }

    [Fact]
    public void One_file_is_not_taken_for_several_nights()
    {
        using var files = new FeedFiles("shop", Shop.Feed);
        var archive = new Archive(Path.Combine(files.Path, "archive"));
        var feed = files.Read();

        var refusal = Assert.Throws<RefusedException>(() => Three.RequireFiles(feed, new HashSet<string>(), archive, Three.To));

        Assert.Equal(
            "The nights 2021-12-30 to 2022-01-01 have no files of their own for 2 of 2 datasets of 'shop': products (products.csv of source 'vendor'), orders (orders.json of source 'vendor').",
            refusal.Fault.What);
        new NightRange(Three.To, Three.To).RequireFiles(feed, new HashSet<string>(), archive, Three.To); // one night has its one file
    }

    [Fact]
    public void A_source_with_the_night_in_its_path_has_a_file_for_each()
    {
        using var files = new FeedFiles("shop", Shop.Feed.Replace("/dumps", "\"/dumps/{night:yyyy-MM-dd}\"", StringComparison.Ordinal));

        Three.RequireFiles(files.Read(), new HashSet<string>(), new Archive(Path.Combine(files.Path, "archive")), Three.To);
    }
}
