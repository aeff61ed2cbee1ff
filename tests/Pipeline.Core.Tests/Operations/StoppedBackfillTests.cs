using Pipeline.Core.Operations;

namespace Pipeline.Core.Tests.Operations;

/// <summary>Where a backfill stops, it says how far it came and how to go on.</summary>
public sealed class StoppedBackfillTests
{
    private static readonly NightRange Week = new(new DateOnly(2022, 3, 1), new DateOnly(2022, 3, 7));

    [Fact]
    public void In_the_middle_the_night_is_repeated_or_left_out()
    {
        var fault = new StoppedBackfill("shop", Week, new DateOnly(2022, 3, 3), null).Fault;

        Assert.Equal("The backfill stopped at night 2022-03-03: 2 night(s) before it are done, 4 after it are not begun.", fault.What);
        Assert.Equal(
            ["run shop --backfill 2022-03-03..2022-03-07", "run shop --backfill 2022-03-04..2022-03-07"],
            fault.Next.Select(step => $"{step.Verb} {string.Join(' ', step.Arguments)}"));
    }

    [Fact]
    public void At_the_last_night_there_is_nothing_to_leave_out_for()
    {
        var fault = new StoppedBackfill("shop", Week, Week.To, null).Fault;

        Assert.Equal("The backfill stopped at night 2022-03-07: 6 night(s) before it are done, 0 after it are not begun.", fault.What);
        Assert.Single(fault.Next);
    }
}
