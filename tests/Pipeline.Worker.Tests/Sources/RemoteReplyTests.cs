using Pipeline.Worker.Sources;

namespace Pipeline.Worker.Tests.Sources;

public sealed class RemoteReplyTests
{
    [Theory]
    [InlineData("-rw-r--r--    1 root     root           11 Nov 22 01:38 b ü#%[1].txt", "b ü#%[1].txt", 11L)]
    [InlineData("-rw-r--r--    1 vendor   domain users 8589934592 Dec  1  2021 a.csv", "a.csv", 8_589_934_592L)]
    [InlineData("-rw-r--r--+   1 1000 1000 0 Jan  1 00:00  leading blank", " leading blank", 0L)]
    [InlineData("drwxr-xr-x    2 root     root         4096 Nov 22 01:38 sub", "sub", null)]
    [InlineData("-rw-r--r--    1 root     root           7 Nov 22 01:38 1 Nov 22 01:38 a.csv", "1 Nov 22 01:38 a.csv", 7L)]
    public void A_line_of_a_long_listing_contains_name_and_size(string line, string name, long? size)
    {
        var found = RemoteReply.LineOf("total 3\r\n" + line + "\r\n", name);

        Assert.Equal(line, found);
        Assert.Equal(size, RemoteReply.SizeIn(found!));
    }

    [Fact]
    public void A_name_that_only_ends_like_another_is_not_taken_for_it() =>
        Assert.Null(RemoteReply.LineOf("-rw-r--r--    1 root     root           11 Nov 22 01:38 old a.csv", "a.csv"));

    [Fact]
    public void The_headers_that_count_are_those_after_the_last_redirect() =>
        Assert.Equal(
            (10L, new DateTimeOffset(2021, 12, 1, 1, 2, 3, TimeSpan.Zero)),
            RemoteReply.Headers("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 10\r\nLast-Modified: Wed, 01 Dec 2021 01:02:03 GMT\r\n\r\n"));

    [Fact]
    public void What_a_server_does_not_report_is_null() =>
        Assert.Equal((null, null), RemoteReply.Headers("HTTP/1.1 200 OK\r\nLast-Modified: yesterday\r\n\r\n"));
}
