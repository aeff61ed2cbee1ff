using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class ScheduleReaderTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "feed: shop\n",
            "feed: trade\n",
            "feed.yaml:1: the feed is called 'trade', but its folder 'shop'; write feed: shop, or rename the folder"
        },
        {
            "feed: shop\n",
            "name: shop\n",
            """
            feed.yaml:1: the feed file holds an unknown key 'name'. The keys here are feed, schedule, sources, datasets, distribution
            feed.yaml:1: the feed file has no 'feed'; write feed: shop
            """
        },
        {
            "feed: shop\n",
            "feed: [shop]\n",
            "feed.yaml:1: 'feed' of the feed file must be a text; write feed: shop"
        },
        {
            "feed: shop",
            "feed: shop\ndatasest: {}",
            "feed.yaml:2: the feed file holds an unknown key 'datasest'; did you mean 'datasets'? The keys here are feed, schedule, sources, datasets, distribution"
        },
        {
            "feed: shop",
            "feed: shop\n<<: { a: b }",
            "feed.yaml:2: the feed file can't hold '<<': merge keys are not read; write the keys out, or name the whole value by its anchor"
        },
        {
            "schedule: { at: \"02:00\", time_zone: Europe/Berlin }\n",
            "",
            "feed.yaml:1: the feed file has no 'schedule'; write schedule: { at: \"02:00\", time_zone: Europe/Berlin }"
        },
        {
            "schedule: { at: \"02:00\", time_zone: Europe/Berlin }",
            "schedule: daily",
            "feed.yaml:2: 'schedule' must be a map, and not an empty one; write schedule: { at: \"02:00\", time_zone: Europe/Berlin }"
        },
        {
            "\"02:00\"",
            "\"2:00\"",
            "feed.yaml:2: 'at' of the schedule is '2:00'; write hours and minutes of the local day, from \"00:00\" to \"23:59\""
        },
        {
            "\"02:00\"",
            "\"24:00\"",
            "feed.yaml:2: 'at' of the schedule is '24:00'; write hours and minutes of the local day, from \"00:00\" to \"23:59\""
        },
        {
            "at: \"02:00\", ",
            "",
            "feed.yaml:2: the schedule has no 'at'; write at: \"02:00\""
        },
        {
            ", time_zone: Europe/Berlin",
            "",
            "feed.yaml:2: the schedule has no 'time_zone'; write time_zone: Europe/Berlin"
        },
        {
            "Europe/Berlin",
            "Europe/Berlim",
            "feed.yaml:2: 'Europe/Berlim' is no time zone of the IANA list; did you mean 'Europe/Berlin'? Write a name such as Europe/Berlin or UTC"
        },
        {
            "Europe/Berlin",
            "W. Europe Standard Time",
            "feed.yaml:2: 'W. Europe Standard Time' is no time zone of the IANA list. Write a name such as Europe/Berlin or UTC"
        },
        {
            "Europe/Berlin }",
            "Europe/Berlin, deadline: 1 hour }",
            "feed.yaml:2: 'deadline' of the schedule is '1 hour'; write a length of time up to 24h, such as 45s, 90m, 1h or 1h30m"
        },
        {
            "Europe/Berlin }",
            "Europe/Berlin, deadline: 25h }",
            "feed.yaml:2: 'deadline' of the schedule is '25h'; write a length of time up to 24h, such as 45s, 90m, 1h or 1h30m"
        },
        {
            "Europe/Berlin }",
            "Europe/Berlin, deadline: 0m }",
            "feed.yaml:2: 'deadline' of the schedule is '0m'; write a length of time up to 24h, such as 45s, 90m, 1h or 1h30m"
        },
        {
            "Europe/Berlin }",
            "Europe/Berlin, cron: daily }",
            "feed.yaml:2: the schedule holds an unknown key 'cron'. The keys here are at, time_zone, deadline"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_the_schedule_or_at_the_top_is_reported_with_its_line_and_what_to_write(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
