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

    private static IEnumerable<int> Seeds() => Enumerable.Range(TestSetting.FirstSeed, TestSetting.Cases(UsualCases));

    private static RandomDataset Case(int seed) => new(seed, (seed - 1) % CasesPerFeed);

    private static int FeedOf(int seed) => (seed - 1) / CasesPerFeed;
}
