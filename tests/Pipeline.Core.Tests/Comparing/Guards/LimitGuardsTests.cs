using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Tests.Comparing.Guards;

/// <summary>H23: mass deletion, mass change and mass quarantine stop a night from a share and a number of records on.</summary>
public sealed class LimitGuardsTests
{
    [Theory]
    [InlineData(100, 20, GuardOutcome.Passed)] // the limit itself is allowed
    [InlineData(100, 21, GuardOutcome.Stopped)]
    [InlineData(40, 9, GuardOutcome.Passed)] // 22 %, but fewer than the floor of ten
    [InlineData(40, 10, GuardOutcome.Stopped)]
    [InlineData(100, 0, GuardOutcome.Passed)]
    [InlineData(0, 0, GuardOutcome.Passed)]
    public void H23_More_than_a_fifth_of_the_open_versions_may_not_go(long open, long gone, GuardOutcome outcome)
    {
        var finding = new GuardCase { Tally = new() { Records = 100, Accepted = 100, Gone = gone, OpenBefore = open } }.Of("max_deleted");

        Assert.Equal(outcome, finding!.Outcome);
    }

    [Theory]
    [InlineData(50, GuardOutcome.Passed)]
    [InlineData(51, GuardOutcome.Stopped)]
    public void H23_More_than_half_of_the_open_versions_may_not_change(long changed, GuardOutcome outcome)
    {
        var finding = new GuardCase { Tally = new() { Records = 100, Accepted = 100, Changed = changed, OpenBefore = 100 } }.Of("max_changed");

        Assert.Equal(outcome, finding!.Outcome);
    }

    [Theory]
    [InlineData(10, GuardOutcome.Passed)]
    [InlineData(11, GuardOutcome.Stopped)]
    public void H23_More_than_a_tenth_of_the_records_may_not_be_quarantined(long quarantined, GuardOutcome outcome)
    {
        var tally = new DatasetTally { Records = 100, Accepted = 100 - quarantined, Quarantined = quarantined, OpenBefore = 100 };

        Assert.Equal(outcome, new GuardCase { Tally = tally }.Of("max_quarantined")!.Outcome);
    }

    [Fact]
    public void H23_The_first_night_has_nothing_to_delete_or_change_but_may_be_quarantined()
    {
        var first = new GuardCase { Before = [], Tally = new() { Records = 100, Accepted = 80, Quarantined = 20 } };

        Assert.Null(first.Of("max_deleted"));
        Assert.Null(first.Of("max_changed"));
        Assert.Equal(GuardOutcome.Stopped, first.Of("max_quarantined")!.Outcome);
    }

    [Fact]
    public void H23_A_limit_that_is_off_stops_nothing()
    {
        var dataset = new GuardCase().Dataset with { Guards = new GuardLimits { MaxDeleted = null } };

        Assert.Null(new GuardCase { Dataset = dataset, Tally = new() { Records = 1, Accepted = 1, Gone = 99, OpenBefore = 100 } }.Of("max_deleted"));
    }

    [Fact]
    public void H23_Open_versions_of_a_dataset_of_news_are_those_after_its_last_night()
    {
        // Of an upsert dataset only the versions of delivered keys were read: here three.
        var upsert = new GuardCase().Dataset with { Mode = DatasetMode.Upsert };
        var finding = new GuardCase { Dataset = upsert, Tally = new() { Records = 3, Accepted = 3, Changed = 3, OpenBefore = 3 } }.Of("max_changed");

        Assert.Equal("things.csv of night 2022-03-04 would change 3 of 100 open version(s) of 'things' (3%); the limit is max_changed: 50%, from 10 on.", finding!.Detail);
    }

    [Fact]
    public void H23_A_stop_says_with_numbers_what_would_happen_and_why_that_is_wrong()
    {
        var finding = new GuardCase { Tally = new() { Records = 60, Accepted = 60, Gone = 40, OpenBefore = 100 } }.Of("max_deleted");

        Assert.Equal("things.csv of night 2022-03-04 would close 40 of 100 open version(s) of 'things' (40%); the limit is max_deleted: 20%, from 10 on.", finding!.Detail);
        Assert.Equal("A dump that lost a part of itself looks just like this, and history would keep the loss as news.", finding.Why);
    }
}
