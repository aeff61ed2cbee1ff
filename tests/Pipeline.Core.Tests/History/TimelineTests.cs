using Pipeline.Core.History;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Tests.History;

/// <summary>The fold for one key: nights as letters, a dot for a night without the key, versions as they come out.</summary>
public sealed class TimelineTests
{
    [Theory]
    [InlineData("A", "A[1..", "New")]
    [InlineData("AA", "A[1..", "New Unchanged")] // H5: equal neighbours are one version
    [InlineData("AB", "A[1..2) B[2..", "New Changed")]
    [InlineData("A.", "A[1..2)", "New Gone")]
    [InlineData("A..", "A[1..2)", "New Gone None")]
    [InlineData("A.A", "A[1..2) A[3..", "New Gone Back")] // H14: a return is a version of its own, with equal values too
    [InlineData("A.B", "A[1..2) B[3..", "New Gone Back")]
    [InlineData("ABA", "A[1..2) B[2..3) A[3..", "New Changed Changed")]
    [InlineData(".A", "A[2..", "None New")]
    [InlineData("Aa", "a[1..", "New Refreshed")] // H12: an untracked value is refreshed in place
    [InlineData("AaB", "a[1..3) B[3..", "New Refreshed Changed")]
    [InlineData("Aa.A", "a[1..3) A[4..", "New Refreshed Gone Back")]
    public void H5_Nights_become_versions(string nights, string versions, string changes)
    {
        var timeline = new Timeline([], At(1));
        var found = nights.Select((night, place) => Apply(timeline, night, At(place + 1))).ToList();

        Assert.Equal(versions, Show(timeline));
        Assert.Equal(changes, string.Join(' ', found));
    }

    [Fact]
    public void H19_A_late_night_begins_with_what_silver_had_just_before_it()
    {
        // Silver: A from night 1, B from night 3 on. The late night is night 2.
        VersionMark[] stored = [Mark('A', 1, 3), Mark('B', 3, null)];
        var timeline = new Timeline(stored, At(2));
        Assert.Equal("A[1..", Show(timeline));

        Apply(timeline, 'C', At(2));
        Apply(timeline, 'B', At(3));
        timeline.ContinueAsStored(stored, At(3));

        Assert.Equal("A[1..2) C[2..3) B[3..", Show(timeline));
    }

    [Fact]
    public void H19_After_the_night_from_which_nothing_differs_silver_goes_on_as_it_is()
    {
        VersionMark[] stored = [Mark('A', 1, 4), Mark('B', 4, 6), Mark('C', 6, null)];
        var timeline = new Timeline(stored, At(2));
        Apply(timeline, 'A', At(2));
        timeline.ContinueAsStored(stored, At(2));

        Assert.Equal("A[1..4) B[4..6) C[6..", Show(timeline));
    }

    [Theory]
    [InlineData("A", "A", true)]
    [InlineData("A.", ".", true)] // both absent, whatever was before
    [InlineData("BA", "A", true)] // the same state, since another night
    [InlineData("A", "B", false)]
    [InlineData("A", "a", false)]
    [InlineData("A", "A.", false)]
    public void H19_Two_timelines_in_the_same_state_go_on_in_the_same_way(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Of(one).HasSameState(Of(other)));

    [Fact]
    public void H26_No_untracked_hash_is_the_hash_of_nulls()
    {
        Assert.True(Timeline.IsSameUntracked(null, null));
        Assert.False(Timeline.IsSameUntracked(null, new Hash128(1, 1)));
    }

    private static Timeline Of(string nights)
    {
        var timeline = new Timeline([], At(1));
        foreach (var (place, night) in nights.Index())
        {
            Apply(timeline, night, At(place + 1));
        }

        return timeline;
    }

    // A small letter has the tracked values of its capital and other untracked ones.
    private static Change Apply(Timeline timeline, char night, DateTime at) => night == '.'
        ? timeline.Absent(at)
        : timeline.Present(at, new Hash128(0, char.ToUpperInvariant(night)), new Hash128(1, night), Origin.Night);

    private static VersionMark Mark(char value, int from, int? to) => new(
        new Fingerprint(new Hash128(9, 9), new Hash128(0, value), new Hash128(1, value), null), At(from), to is { } end ? At(end) : null);

    private static string Show(Timeline timeline) => string.Join(' ', timeline.Versions.Select(version =>
        $"{(char)version.Untracked!.Value.Low}[{version.From.Day}..{(version.To is { } to ? $"{to.Day})" : "")}"));

    private static DateTime At(int night) => new(2022, 3, night, 2, 0, 0, DateTimeKind.Utc);
}
