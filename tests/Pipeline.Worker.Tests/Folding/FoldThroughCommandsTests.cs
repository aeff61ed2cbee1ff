using Pipeline.Testing.Folding;

namespace Pipeline.Worker.Tests.Folding;

/// <summary>Random files, arrivals, corrections, approvals and withdrawals by real commands, against <see cref="Fold"/> over the nights that are left.</summary>
/// <remarks>
/// PIPELINE_TEST_CASES says how many cases; a failure names the seed of its case, which PIPELINE_TEST_SEED takes up again.
/// </remarks>
public sealed class FoldThroughCommandsTests
{
    private const int CasesPerFeed = 12;
    private const int UsualCases = 24;

    /// <summary>The numbers of the feeds that the cases are in.</summary>
    public static TheoryData<int> Feeds => [.. Seeds().Select(FeedOf).Distinct()];

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task H17_H18_H19_H24_silver_is_the_fold_of_the_accepted_nights_whatever_commands_led_to_it(int number)
    {
        using var feed = new RandomFeed(number, CasesPerFeed, [.. Seeds().Where(seed => FeedOf(seed) == number).Select(Case)]);
        await feed.RunAsync();
    }

    [Fact]
    public void The_usual_cases_are_of_every_kind_and_hold_whatever_makes_history_hard()
    {
        var cases = Enumerable.Range(1, UsualCases).Select(Case).ToList();
        var settings = cases.Select(one => one.Settings).ToList();
        var files = cases.SelectMany(one => one.FirstFiles).ToList();
        var nodes = files.SelectMany(file => file).SelectMany(WithChildren).ToList();

        Assert.Equal(["append ignore", "append quarantine", "append version", "full ", "upsert "], settings.Select(one => $"{one.Mode} {one.OnConflict}").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal([1, 2, 3], settings.Select(one => one.Levels).Distinct().Order());
        Assert.Equal(8, settings.Select(one => (one.HasUntracked, one.HasOrder, one.Stories)).Distinct().Count());
        Assert.Contains(settings, one => one.IgnoresUnreadable);
        Assert.Equal(2, settings.Select(one => one.Guards).Distinct().Count());
        Assert.Contains(nodes, node => node.IsBroken);
        Assert.Contains(nodes, node => node.IsBad);
        Assert.Contains(nodes, node => node.HasNoList);
        Assert.Contains(nodes, node => node.Key is null);
        Assert.Contains(nodes, node => node.Key == " ");
        Assert.Contains(nodes, node => node.Key == "skip");
        Assert.Contains(files, file => file.Distinct().Count() < file.Count);
        Assert.Contains(files, file => file.Where(node => !node.IsBad).GroupBy(node => node.Key).Any(copies => copies.Key is not null && copies.Select(node => node.Value).Distinct().Count() > 1));
    }

    private static IEnumerable<Node> WithChildren(Node node) => node.Children.SelectMany(WithChildren).Prepend(node);

    private static IEnumerable<int> Seeds() => Enumerable.Range(TestSetting.FirstSeed, TestSetting.Cases(UsualCases));

    private static RandomDataset Case(int seed) => new(seed, (seed - 1) % CasesPerFeed);

    private static int FeedOf(int seed) => (seed - 1) / CasesPerFeed;
}
