using System.Globalization;
using System.Net;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Worker.Tests.Sources;

/// <summary>curl against a small HTTP server on loopback, the one place where plain http is allowed.</summary>
public sealed class HttpTests : SourceTest
{
    private static readonly byte[] Content = SomeBytes(500_000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_found_received_and_resumed_whether_or_not_the_server_can_begin_in_the_middle(bool ranges)
    {
        await using var server = new Server(Content, ranges);
        var source = Open(new SourceDefinition { Name = "vendor", Url = server.Url + "/dumps" });

        var delivery = await ReceiveAsync(source, "Bücher #1.json");

        Assert.Equal(Digest(Content), delivery.Sha256);
        Assert.Equal(Server.ModifiedAt, delivery.ModifiedAt);
        Assert.Equal(Content[400_000..], await CopyAsync(source, "Bücher #1.json", 400_000));
        Assert.All(server.Asked, path => Assert.Equal("/dumps/B%C3%BCcher%20%231.json", path));
    }

    [Fact]
    public async Task A_redirect_is_followed_to_the_size_of_its_end()
    {
        await using var server = new Server(Content, ranges: true);

        Assert.Equal(
            new FileFacts(Content.Length, Server.ModifiedAt),
            await Open(new SourceDefinition { Name = "vendor", Url = server.Url }).FindAsync("moved/here.json", Cancellation));
    }

    [Fact]
    public async Task User_and_password_are_sent_and_a_wrong_one_is_said_at_once()
    {
        await using var server = new Server(Content, ranges: true) { Password = "right" };
        Environment.SetEnvironmentVariable(PasswordEnv, "right");
        var url = server.Url.Replace("http://", "http://vendor@", StringComparison.Ordinal);
        var definition = new SourceDefinition { Name = "vendor", Url = url, PasswordEnv = PasswordEnv };
        Assert.NotNull(await Open(definition).FindAsync("a.json", Cancellation));

        Environment.SetEnvironmentVariable(PasswordEnv, "wrong");
        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => Open(definition).FindAsync("a.json", Cancellation));

        Assert.False(fault.IsTransient);
        Assert.Equal(
            $"""
            Source 'vendor' ({url}) refused the user vendor with the password from the environment variable {PasswordEnv} (curl 22: The requested URL returned error: 401).
            Trying again would not help, and may lock the account.
            What was received so far is kept; bronze, silver and gold are unchanged.
            Put the right password there, or check the user in the URL, then run: run FEED
            """,
            fault.Message);
    }

    [Fact]
    public async Task What_the_server_says_decides_whether_it_is_tried_again()
    {
        await using var server = new Server(Content, ranges: true);
        var source = Open(new SourceDefinition { Name = "vendor", Url = server.Url });

        Assert.Null(await source.FindAsync("status/404", Cancellation));
        Assert.True((await Assert.ThrowsAsync<SourceUnavailableException>(() => source.FindAsync("status/503", Cancellation))).IsTransient);
        Assert.False((await Assert.ThrowsAsync<SourceUnavailableException>(() => source.FindAsync("status/400", Cancellation))).IsTransient);
    }

    private sealed class Server : IAsyncDisposable
    {
        public static readonly DateTimeOffset ModifiedAt = new(2021, 12, 1, 1, 2, 3, TimeSpan.Zero);

        private readonly HttpListener listener = new();
        private readonly byte[] content;
        private readonly bool ranges;
        private readonly Task serving;

        public Server(byte[] content, bool ranges)
        {
            (this.content, this.ranges) = (content, ranges);
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            }

            listener.Prefixes.Add(Url + "/");
            listener.AuthenticationSchemeSelectorDelegate = _ => Password is null ? AuthenticationSchemes.Anonymous : AuthenticationSchemes.Basic;
            listener.Start();
            serving = ServeAsync();
        }

        public string Url { get; }

        public string? Password { get; init; }

        public List<string> Asked { get; } = [];

        public async ValueTask DisposeAsync()
        {
            listener.Close();
            await serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    Asked.Add(context.Request.RawUrl!);
                    Answer(context);
                    context.Response.Close();
                }
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private void Answer(HttpListenerContext context)
        {
            var path = context.Request.RawUrl!;
            var response = context.Response;
            if (path.StartsWith("/status/", StringComparison.Ordinal))
            {
                response.StatusCode = int.Parse(path[8..], CultureInfo.InvariantCulture);
                return;
            }

            if (path.StartsWith("/moved/", StringComparison.Ordinal))
            {
                response.Redirect(Url + path["/moved".Length..]);
                return;
            }

            if (Password is not null && (context.User?.Identity as HttpListenerBasicIdentity)?.Password != Password)
            {
                response.StatusCode = 401;
                return;
            }

            response.Headers["Last-Modified"] = ModifiedAt.ToString("r", CultureInfo.InvariantCulture);
            var start = 0;
            if (ranges && context.Request.Headers["Range"] is { } range)
            {
                start = int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
                response.StatusCode = 206;
                response.Headers["Content-Range"] = $"bytes {start}-{content.Length - 1}/{content.Length}";
            }

            response.ContentLength64 = content.Length - start;
            if (context.Request.HttpMethod != "HEAD")
            {
                response.OutputStream.Write(content, start, content.Length - start);
            }
        }
    }
}
