using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Tests.Feeds.Definitions;

public sealed class TypeWideningTests
{
    [Theory]
    [InlineData("integer", "decimal(19,0)", null)]
    [InlineData("integer", "decimal(28,9)", null)]
    [InlineData("integer", "decimal(20,2)", 1_000_000_000_000_000_000L)]
    [InlineData("integer", "decimal(9,2)", 10_000_000L)]
    [InlineData("integer", "decimal(2,2)", 1L)]
    [InlineData("integer", "real", 9_007_199_254_740_992L)]
    [InlineData("decimal(9,2)", "decimal(10,3)", null)]
    [InlineData("decimal(9,2)", "decimal(10,2)", null)]
    [InlineData("decimal(15,2)", "real", null)]
    public void H11_a_wider_type_holds_the_same_values(string from, string to, long? limit)
    {
        Assert.True(TypeWidening.IsPossible(ColumnType.TryParse(from)!, ColumnType.TryParse(to)!, out var found));
        Assert.Equal(limit, found);
    }

    [Theory]
    [InlineData("decimal(9,2)", "decimal(9,3)")]
    [InlineData("decimal(9,2)", "decimal(12,1)")]
    [InlineData("decimal(9,2)", "integer")]
    [InlineData("decimal(16,2)", "real")]
    [InlineData("real", "decimal(28,9)")]
    [InlineData("integer", "text")]
    [InlineData("text", "date")]
    [InlineData("date", "timestamp")]
    [InlineData("boolean", "integer")]
    public void A_type_that_is_narrower_or_of_another_kind_is_none(string from, string to) =>
        Assert.False(TypeWidening.IsPossible(ColumnType.TryParse(from)!, ColumnType.TryParse(to)!, out _));
}
