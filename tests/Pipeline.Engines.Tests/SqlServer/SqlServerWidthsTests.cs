using Pipeline.Engines.SqlServer;

namespace Pipeline.Engines.Tests.SqlServer;

/// <summary>How wide a text column is after a load, in UTF-16 code units; 0 means any length.</summary>
public sealed class SqlServerWidthsTests
{
    [Theory]
    [InlineData(200, 90, 200)] // twice as much fits
    [InlineData(200, 101, 400)]
    [InlineData(200, 900, 2000)]
    [InlineData(200, 3000, 4000)] // less room, but not max
    [InlineData(200, 4000, 4000)]
    [InlineData(200, 4001, 0)]
    public void The_first_night_makes_room_for_twice_the_longest_text(int width, int longest, int after) =>
        Assert.Equal(after, SqlServerWidths.Fit(width, longest, isEmpty: true) ?? 0);

    [Theory]
    [InlineData(200, 200, 200)] // what fits changes nothing, though it has no room
    [InlineData(200, 201, 1000)]
    [InlineData(1000, 1001, 4000)]
    [InlineData(4000, 4001, 0)]
    [InlineData(0, 9000, 0)]
    public void A_later_night_widens_only_for_what_does_not_fit_and_then_with_room(int width, int longest, int after) =>
        Assert.Equal(after, SqlServerWidths.Fit(width == 0 ? null : width, longest, isEmpty: false) ?? 0);
}
