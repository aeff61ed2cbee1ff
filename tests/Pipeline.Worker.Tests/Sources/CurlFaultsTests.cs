using Pipeline.Core.Feeds.Definitions;
using Pipeline.Worker.Sources;

namespace Pipeline.Worker.Tests.Sources;

public sealed class CurlFaultsTests : SourceTest
{
    [Theory]
    [InlineData("ftp", 6, 0, true)] // no such host
    [InlineData("ftp", 7, 0, true)] // nobody listens
    [InlineData("ftp", 18, 426, true)] // ended early
    [InlineData("ftp", 28, 150, true)] // stalled
    [InlineData("ftp", 35, 234, true)] // TLS handshake cut
    [InlineData("ftp", 36, 213, true)] // shorter than what we have
    [InlineData("ftp", 55, 0, true)]
    [InlineData("ftp", 56, 425, true)]
    [InlineData("ftp", 8, 421, true)] // too many connections, instead of a greeting
    [InlineData("ftp", 67, 421, true)] // too many connections, after the password
    [InlineData("ftp", 78, 450, true)] // the file is busy
    [InlineData("ftp", 67, 530, false)]
    [InlineData("ftp", 78, 550, false)]
    [InlineData("ftp", 19, 550, false)]
    [InlineData("ftp", 9, 550, false)]
    [InlineData("ftp", 60, 234, false)]
    [InlineData("ftp", 64, 530, false)]
    [InlineData("ftp", 77, 0, false)]
    [InlineData("ftp", 99, 0, false)]
    [InlineData("https", 22, 404, false)]
    [InlineData("https", 22, 401, false)]
    [InlineData("https", 22, 403, false)]
    [InlineData("https", 22, 429, true)]
    [InlineData("https", 22, 500, true)]
    [InlineData("https", 52, 0, true)]
    [InlineData("sftp", 79, 0, true)]
    [InlineData("sftp", 60, 0, false)]
    public void Only_what_has_healed_by_trying_again_is_transient(string scheme, int exitCode, int responseCode, bool transient)
    {
        var url = CurlUrl.Parse("vendor", scheme + "://vendor@ftp.example.com/dumps");
        var password = SourcePassword.Of(new SourceDefinition { Name = "vendor", Url = "" });

        var fault = CurlFaults.Of("vendor", url, "a.csv", password, new CurlResult(exitCode, responseCode, "said curl"), Options);

        Assert.Equal(transient, fault.IsTransient);
        Assert.Equal(4, fault.Message.Split('\n').Length);
    }

    [Fact]
    public void What_curl_says_is_quoted_without_the_password()
    {
        Environment.SetEnvironmentVariable(PasswordEnv, "hunter 2");
        var password = SourcePassword.Of(new SourceDefinition { Name = "vendor", Url = "", PasswordEnv = PasswordEnv });
        var result = CurlResult.From(56, "curl: (56) PASS hunter 2 or hunter%202 was lost\nMore details here\n\nresponse_code=226\n");

        var fault = CurlFaults.Of("vendor", CurlUrl.Parse("vendor", "ftp://vendor@ftp.example.com"), "a.csv", password, result, Options);

        Assert.Equal(
            """
            Source 'vendor' (ftp://vendor@ftp.example.com) broke the connection over a.csv (curl 56: PASS *** or *** was lost).
            A file that is not complete would pass for one in which records were deleted.
            What was received so far is kept; bronze, silver and gold are unchanged.
            The next run resumes it where it broke; look at the network if it breaks again, then run: run FEED
            """,
            fault.Message);
    }

    [Fact]
    public void Defaults_are_what_the_docs_say()
    {
        var defaults = new CurlOptions();

        Assert.Equal(
            ("curl", TimeSpan.FromSeconds(30), 1024, TimeSpan.FromSeconds(60)),
            (defaults.Program, defaults.ConnectTimeout, defaults.StallBytesPerSecond, defaults.StallTime));
    }
}
