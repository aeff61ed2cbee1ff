using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Tests.Feeds.Definitions;

public sealed class NightPlaceholderTests
{
    [Theory]
    [InlineData("books-{night:yyyy-MM-dd}.json", "books-2021-02-03.json")]
    [InlineData("{night:yyyyMMdd}.csv", "20210203.csv")]
    [InlineData("{night:yyyy}/{night:MM}/{night:dd}/books.json", "2021/02/03/books.json")]
    [InlineData("{night:yyyy/MM/dd}/books.json", "2021/02/03/books.json")]
    [InlineData("{night:d}.{night:M}.{night:yy}.csv", "3.2.21.csv")]
    public void The_nights_date_stands_in_place_of_every_placeholder(string text, string filled)
    {
        Assert.True(NightPlaceholder.IsIn(text));
        Assert.Equal(filled, NightPlaceholder.Fill(text, new DateOnly(2021, 2, 3)));
    }

    [Theory]
    [InlineData("books.json")]
    [InlineData("{night}")]
    [InlineData("{night:}")]
    [InlineData("{night:HH}")]
    [InlineData("{night:yyy}")]
    [InlineData("{night:yyyyy}")]
    [InlineData("{night:MMM}")]
    [InlineData("{night:ddd}")]
    [InlineData("{Night:yyyy-MM-dd}")]
    public void Other_text_stays_as_it_is(string text)
    {
        Assert.False(NightPlaceholder.IsIn(text));
        Assert.Equal(text, NightPlaceholder.Fill(text, new DateOnly(2021, 2, 3)));
    }
}
