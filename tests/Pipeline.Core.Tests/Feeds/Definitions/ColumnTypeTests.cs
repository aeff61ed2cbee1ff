using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Tests.Feeds.Definitions;

public sealed class ColumnTypeTests
{
    [Theory]
    [InlineData("text", "text")]
    [InlineData("integer", "integer")]
    [InlineData("real", "real")]
    [InlineData("boolean", "boolean")]
    [InlineData("date", "date")]
    [InlineData("timestamp", "timestamp")]
    [InlineData("decimal(9,2)", "decimal(9,2)")]
    [InlineData("decimal(28, 28)", "decimal(28,28)")]
    [InlineData("decimal(1,0)", "decimal(1,0)")]
    public void A_type_is_written_as_it_is_read(string text, string written) =>
        Assert.Equal(written, ColumnType.TryParse(text)?.ToString());

    [Theory]
    [InlineData("Text")]
    [InlineData("decimal")]
    [InlineData("decimal(0,0)")]
    [InlineData("decimal(29,0)")]
    [InlineData("decimal(5,6)")]
    [InlineData("decimal(5)")]
    [InlineData("decimal(-5,2)")]
    [InlineData("decimal(5,2")]
    public void Another_text_is_no_type(string text) => Assert.Null(ColumnType.TryParse(text));
}
