using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class SourceUrlTests
{
    [Theory]
    [InlineData("data/streaming")]
    [InlineData("/data/with space/ä")]
    [InlineData("../data")]
    [InlineData("ftp://ftp.example.com")]
    [InlineData("ftp://loader@ftp.example.com:2121/dumps/{night:yyyy-MM-dd}/")]
    [InlineData("FTPS://loader@ftp.example.com")]
    [InlineData("sftp://loader@[2001:db8::1]:22/out")]
    [InlineData("https://files.example.com/a%40b")]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost/x")]
    public void A_folder_or_a_URL_without_a_password_is_no_mistake(string url) => Assert.Null(SourceUrl.FindMistake(url));

    [Theory]
    [InlineData("ftp://loader:s3cret@ftp.example.com/")]
    [InlineData("ftp://:s3cret@ftp.example.com/")]
    [InlineData("ftp://loader:s3:cret@ftp.example.com/")]
    [InlineData("loader:s3cret@ftp.example.com:/dumps")]
    [InlineData("gopher://loader:s3cret@ftp.example.com/")]
    [InlineData("ftp://loader:s3/cret@ftp.example.com/")]
    [InlineData("ftp://loader:12/s3cret@ftp.example.com/")]
    [InlineData("ftp://loader:s3 cret@ftp.example.com/")]
    [InlineData("ftp://loader:s3cret#@ftp.example.com/")]
    [InlineData("https://ftp.example.com/?s3cret")]
    [InlineData("ftp://{s3cret}/")]
    public void A_password_is_refused_and_not_repeated(string url)
    {
        var mistake = SourceUrl.FindMistake(url);

        Assert.NotNull(mistake);
        Assert.DoesNotContain("cret", mistake, StringComparison.Ordinal);
    }
}
