using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Worker.Demo;

namespace Pipeline.Worker.Tests.Sources;

/// <summary>curl against a real vsftpd, plain and with TLS, whose sessions must be reused (vsftpd's default).</summary>
public sealed class FtpTests : SourceTest
{
    public static TheoryData<string> OddNames =>
        ["with blank.csv", "Bücher – 書籍.json", "b[1]{2}.csv", "a#b.csv", "100%.csv", "%41.csv", "x;type=a", "q?a=b&c.csv", "back\\slash", "\"quoted\".csv", "+plus~.csv"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_file_is_found_received_and_resumed(int tls)
    {
        var content = SomeBytes(3_000_000);
        Serve("dumps/authors.json", content);
        Serve("dumps/empty.json", []);
        await using var server = await StartServerAsync((VsftpdTls)tls);
        var source = Open(server, "/dumps");

        var delivery = await ReceiveAsync(source, "authors.json");

        Assert.Equal(Digest(content), delivery.Sha256);
        Assert.Equal(new DateTimeOffset(2021, 12, 1, 1, 2, 3, TimeSpan.Zero), delivery.ModifiedAt);
        Assert.Equal(content[2_000_000..], await CopyAsync(source, "authors.json", 2_000_000));
        Assert.Equal(0, (await ReceiveAsync(source, "empty.json")).Size);
        Assert.Null(await source.FindAsync("nothing.json", Cancellation));
        Assert.Null(await source.FindAsync("no/folder.json", Cancellation));
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task Odd_names_are_asked_for_as_they_are(string name)
    {
        Serve("odd folder #1/" + name, Bytes(name));
        await using var server = await StartServerAsync();
        var source = Open(server);

        Assert.Equal(Bytes(name), await CopyAsync(source, "odd folder #1/" + name));
        Assert.Equal(Bytes(name).Length, (await source.FindAsync("odd folder #1/" + name, Cancellation))!.Size);
        Assert.Equal(Bytes(name), await CopyAsync(Open(server, "/odd%20folder%20%231"), name));
    }

    [Theory]
    [InlineData("\"quoted\\\" # 'pass'=word\\n")]
    [InlineData("pässwörd:@/ €")]
    public async Task A_password_may_hold_any_character_but_control_characters(string password)
    {
        Serve("a.csv", Bytes("a"));
        await using var server = await StartServerAsync(password: password);

        Assert.Equal(Bytes("a"), await CopyAsync(Open(server), "a.csv"));
    }

    [Fact]
    public async Task A_wrong_password_is_said_at_once_and_never_shown()
    {
        await using var server = await StartServerAsync(VsftpdTls.Explicit);
        Environment.SetEnvironmentVariable(PasswordEnv, "wrong-horse-battery");
        var progress = new List<ReceiveProgress>();

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() =>
            ReceiveAsync(Open(server), "a.csv", progress: new SynchronousProgress(progress.Add)));

        Assert.False(fault.IsTransient);
        Assert.Empty(progress);
        Assert.Equal(
            $"""
            Source 'vendor' ({server.Url}) refused the user anonymous with the password from the environment variable {PasswordEnv} (curl 67: Access denied: 530).
            Trying again would not help, and may lock the account.
            What was received so far is kept; bronze, silver and gold are unchanged.
            Put the right password there, or check the user in the URL, then run: run FEED
            """,
            fault.Message);
    }

    [Fact]
    public async Task A_missing_file_is_said_at_once()
    {
        await using var server = await StartServerAsync();
        var source = Open(server);

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source, "a.csv"));
        var copying = await Assert.ThrowsAsync<SourceUnavailableException>(() => CopyAsync(source, "a.csv"));

        Assert.False(fault.IsTransient || copying.IsTransient);
        Assert.StartsWith($"There is no file a.csv at source 'vendor' ({server.Url}), or it may not be read.", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Source 'vendor' ({server.Url}) has no a.csv, or it may not be read (curl 78: ", copying.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_TLS_is_refused_where_TLS_is_required()
    {
        await using var server = await StartServerAsync();
        var source = Open(Definition(server) with { Tls = TlsUse.Required });

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => source.FindAsync("a.csv", Cancellation));

        Assert.False(fault.IsTransient);
        Assert.Equal(
            $"""
            Source 'vendor' ({server.Url}) does not offer TLS, which the feed file requires (curl 64: Requested SSL level failed).
            Without it password and data would travel in the open.
            What was received so far is kept; bronze, silver and gold are unchanged.
            Ask the vendor for FTPS, or remove tls: required, then run: run FEED
            """,
            fault.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_certificate_that_nobody_vouches_for_is_refused(int tls)
    {
        await using var server = await StartServerAsync((VsftpdTls)tls);
        var source = Open(Definition(server) with { Tls = TlsUse.Required });

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => source.FindAsync("a.csv", Cancellation));

        Assert.False(fault.IsTransient);
        Assert.Equal(
            $"""
            Source 'vendor' ({server.Url}) showed a certificate that can't be trusted (curl 60: SSL certificate problem: self-signed certificate).
            It may be another machine that passes for the vendor's; no password was sent to it.
            What was received so far is kept; bronze, silver and gold are unchanged.
            Put the authority's certificate into a PEM file and name it (ca_file), or fix that file, then run: run FEED
            """,
            fault.Message);
    }

    [Fact]
    public async Task A_server_that_is_down_may_heal()
    {
        var server = await StartServerAsync();
        await server.DisposeAsync();

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => Open(server).FindAsync("a.csv", Cancellation));

        Assert.True(fault.IsTransient);
        Assert.StartsWith($"Source 'vendor' ({server.Url}) can't be reached (curl 7: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_over_a_folder_that_others_may_not_enter_serves_a_copy()
    {
        Serve("sub/a.csv", Bytes("a"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Served, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await using var server = await StartServerAsync();

        Assert.NotEqual(Served, server.Folder);
        Assert.Equal(Bytes("a"), await CopyAsync(Open(server), "sub/a.csv"));
    }

    private SourceDefinition Definition(VsftpdServer server) => new() { Name = "vendor", Url = server.Url, PasswordEnv = PasswordEnv };
}
