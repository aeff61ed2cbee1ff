using Pipeline.Core.Faults;
using Pipeline.Core.Status;

namespace Pipeline.Core.Tests.Status;

/// <summary>What a person may do about the state of a feed.</summary>
public sealed class FeedStatusTests
{
    private static readonly FeedStatus Fine = new()
    {
        Feed = "shop",
        Nights = [],
        NotRun = null,
        Datasets = [],
        Gold = [],
        IsRolledBack = false,
        Rebuilding = null,
    };

    [Fact]
    public void A_feed_that_is_fine_asks_for_nothing()
    {
        Assert.Null(Fine.RunMissing);
        Assert.Null(Fine.ReturnGold);
        Assert.Null(Fine.ContinueRebuild);
    }

    [Theory]
    [InlineData(4, 4, "1 night(s) that nobody has run: run shop --night 2022-03-04")]
    [InlineData(4, 6, "3 night(s) that nobody has run: run shop --backfill 2022-03-04..2022-03-06")]
    public void Nights_that_nobody_has_run_are_counted_and_run(int from, int to, string step) =>
        Assert.Equal(step, Show((Fine with { NotRun = new NotRun(new DateOnly(2022, 3, from), new DateOnly(2022, 3, to)) }).RunMissing));

    [Fact]
    public void Gold_that_was_rolled_back_can_be_returned() =>
        Assert.Equal("Gold was rolled back by an operator. To return to the newer generation: publish shop --rollback", Show((Fine with { IsRolledBack = true }).ReturnGold));

    [Fact]
    public void An_unfinished_rebuild_can_be_continued() =>
        Assert.Equal("2 night(s) wait. Continue it: migrate shop --rebuild", Show((Fine with { Rebuilding = "2 night(s) wait." }).ContinueRebuild));

    private static string Show(NextStep? step) => $"{step!.Advice}: {step.Verb} {string.Join(' ', step.Arguments)}";
}
