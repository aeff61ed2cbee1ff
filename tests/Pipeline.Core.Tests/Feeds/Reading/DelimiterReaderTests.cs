using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class DelimiterReaderTests
{
    [Theory]
    [InlineData("tab", '\t')]
    [InlineData("\"\\t\"", '\t')]
    [InlineData("\";\"", ';')]
    [InlineData("'|'", '|')]
    [InlineData("\" \"", ' ')]
    public void A_delimiter_is_one_character_or_tab(string text, char delimiter) =>
        Assert.Equal(delimiter, Shop.With("mode: full", $"mode: full\n    delimiter: {text}").Datasets[0].Delimiter);
}
