using Pipeline.Core.Comparing.Guards;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using static Pipeline.Core.Tests.Comparing.Guards.GuardCase;

namespace Pipeline.Core.Tests.Comparing.Guards;

/// <summary>A night begins between its neighbours, and a table is as its last night left it.</summary>
public sealed class DeliveryGuardsTests
{
    private static readonly AcceptedNight[] Accepted2And6 = [Accepted(2), Accepted(6)];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void H19_A_night_may_come_before_between_or_after_the_accepted_ones(int day) =>
        DeliveryGuards.NightMayCome("shop", "things", NightOf(day), Accepted2And6);

    [Fact]
    public void H3_A_night_that_begins_before_the_one_that_it_follows_is_refused()
    {
        var early = new Night(new DateOnly(2022, 3, 3), NightOf(2).Instant);

        var fault = Assert.Throws<GuardException>(() => DeliveryGuards.NightMayCome("shop", "things", early, Accepted2And6));

        Assert.Equal("Night 2022-03-03 begins at 2022-03-02 02:00 UTC by the feed's schedule, and 2022-03-02, the last night that 'things' has accepted, began at 2022-03-02 02:00 UTC.", fault.Fault.What);
    }

    [Fact]
    public void H3_A_night_that_begins_after_the_one_that_follows_it_is_refused()
    {
        var late = new Night(new DateOnly(2022, 3, 5), NightOf(6).Instant);

        var fault = Assert.Throws<GuardException>(() => DeliveryGuards.NightMayCome("shop", "things", late, Accepted2And6));

        Assert.Equal("Night 2022-03-05 begins at 2022-03-06 02:00 UTC by the feed's schedule, and 2022-03-06, the next night that 'things' has accepted, began at 2022-03-06 02:00 UTC.", fault.Fault.What);
    }

    [Fact]
    public void H3_A_night_that_is_accepted_already_may_be_read_again_whatever_the_schedule_says_now() =>
        DeliveryGuards.NightMayCome("shop", "things", new Night(new DateOnly(2022, 3, 2), NightOf(20).Instant), Accepted2And6);

    [Fact]
    public void H34_A_full_table_that_was_changed_by_hand_is_refused()
    {
        var night = new GuardCase { Tally = new() { Records = 100, Accepted = 100, OpenBefore = 99 } };

        Assert.Throws<ReconciliationException>(night.RequireWholeTable);
        (night with { Tally = night.Tally with { OpenBefore = 100 } }).RequireWholeTable();
        (night with { Before = [] }).RequireWholeTable();
        (night with { Dataset = night.Dataset with { Mode = DatasetMode.Upsert } }).RequireWholeTable(); // of which only delivered keys were read
    }
}
