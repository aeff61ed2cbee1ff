using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using static Pipeline.Core.Tests.Comparing.Guards.GuardCase;

namespace Pipeline.Core.Tests.Comparing.Guards;

/// <summary>H23: a file is about as large as those of the last nights.</summary>
public sealed class BandGuardsTests
{
    [Theory]
    [InlineData(50, GuardOutcome.Passed)]
    [InlineData(49, GuardOutcome.Stopped)]
    [InlineData(200, GuardOutcome.Passed)]
    [InlineData(201, GuardOutcome.Stopped)]
    public void H23_Records_lie_between_half_and_twice_of_the_median(long records, GuardOutcome outcome) =>
        Assert.Equal(outcome, Of(records).Of("row_band")!.Outcome);

    [Theory]
    [InlineData(500, GuardOutcome.Passed)]
    [InlineData(499, GuardOutcome.Stopped)]
    [InlineData(2_000, GuardOutcome.Passed)]
    [InlineData(2_001, GuardOutcome.Stopped)]
    public void H23_Bytes_lie_between_half_and_twice_of_the_median(long size, GuardOutcome outcome) =>
        Assert.Equal(outcome, new GuardCase { Size = size }.Of("size_band")!.Outcome);

    [Fact]
    public void H23_A_few_records_more_or_less_stop_nothing_however_small_the_file_is()
    {
        List<AcceptedNight> small = [Accepted(1, 4, 40), Accepted(2, 4, 40), Accepted(3, 4, 40)];

        Assert.Equal(GuardOutcome.Passed, (Of(13) with { Before = small }).Of("row_band")!.Outcome);
        Assert.Equal(GuardOutcome.Stopped, (Of(14) with { Before = small }).Of("row_band")!.Outcome);
        Assert.Equal(GuardOutcome.Passed, (Of(4) with { Before = small, Size = 139 }).Of("size_band")!.Outcome); // ten usual records have 100 bytes
        Assert.Equal(GuardOutcome.Stopped, (Of(4) with { Before = small, Size = 140 }).Of("size_band")!.Outcome);
    }

    [Fact]
    public void H23_Before_three_nights_a_band_only_says_that_it_does_not_watch()
    {
        var finding = (Of(1) with { Before = [Accepted(1), Accepted(2)] }).Of("row_band");

        Assert.Equal(GuardOutcome.NoHistory, finding!.Outcome);
        Assert.Equal("'things' has 2 accepted night(s) to compare with, and row_band needs 3: it is not watched yet.", finding.Detail);
    }

    [Fact]
    public void H23_Only_the_last_seven_nights_say_what_is_usual()
    {
        List<AcceptedNight> before = [.. Enumerable.Range(1, 20).Select(day => Accepted(day, records: 10_000)), .. Enumerable.Range(21, 7).Select(day => Accepted(day))];

        Assert.Equal(GuardOutcome.Passed, (Of(100) with { Before = before }).Of("row_band")!.Outcome);
    }

    [Fact]
    public void H23_The_median_of_an_even_number_of_nights_lies_between_the_two_in_the_middle()
    {
        var finding = (Of(100) with { Before = [Accepted(1, 10), Accepted(2, 100), Accepted(3, 101), Accepted(4, 900)] }).Of("row_band");

        Assert.Equal("things.csv of night 2022-03-04 has 100 record(s) for 'things'; the median of the last 4 night(s) is 100.5, and row_band: 50%..200% allows 51 to 201.", finding!.Detail);
    }

    [Fact]
    public void H23_A_list_has_no_size_of_its_own_and_a_band_that_is_off_is_not_asked()
    {
        var list = new GuardCase().Dataset with { Parent = "orders" };
        var off = new GuardCase().Dataset with { Guards = new GuardLimits() };

        Assert.Null(new GuardCase { Dataset = list, Size = 1 }.Of("size_band"));
        Assert.Null(new GuardCase { Dataset = off, Size = 1 }.Of("size_band"));
        Assert.Null((Of(1) with { Dataset = off }).Of("row_band"));
    }

    private static GuardCase Of(long records) =>
        new() { Tally = new DatasetTally { Records = records, Accepted = records, OpenBefore = records } };
}
