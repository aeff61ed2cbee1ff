using System.Globalization;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Worker.Tests.Sources;

public sealed class SecretsTests : SourceTest
{
    [Fact]
    public async Task While_curl_runs_the_process_list_shows_nothing_of_what_it_does()
    {
        Serve("authors.json", SomeBytes(4_000_000));
        Options = Options with { Home = Folder };
        await using var server = await StartServerAsync(maxBytesPerSecond: 200_000);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var copying = Open(server).CopyAsync("authors.json", 0, Stream.Null, cancel.Token);

        var (commandLine, environment, process) = await FindCurlAsync();
        await cancel.CancelAsync();

        Assert.Equal("curl -q --globoff --config - ", commandLine);
        Assert.DoesNotContain(server.Password, environment, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copying);
        Assert.False(Directory.Exists($"/proc/{process}"), "curl outlived its cancellation");
    }

    [Fact]
    public void A_variable_that_is_not_set_is_a_fault_before_anything_is_tried()
    {
        var fault = Assert.Throws<SourceMisconfiguredException>(() => Open(Vendor("ftp://vendor@ftp.example.com/dumps") with { PasswordEnv = PasswordEnv }));

        Assert.Equal(ExitCode.Usage, fault.ExitCode);
        Assert.Equal(
            $"""
            The password of source 'vendor' was looked for in the environment variable {PasswordEnv}, which is not set, or empty.
            Without it no file of this source can be received.
            Nothing was tried, nothing was changed.
            Put the password there, then run: run FEED
            """,
            fault.Message);
    }

    [Fact]
    public void A_password_file_that_is_missing_or_of_several_lines_is_a_fault()
    {
        var path = Path.Combine(Folder, "password");
        var source = Vendor("ftp://vendor@ftp.example.com/dumps") with { PasswordFile = path };

        Assert.StartsWith(
            $"The password of source 'vendor' was looked for in the file {path}, which does not exist.",
            Assert.Throws<SourceMisconfiguredException>(() => Open(source)).Message,
            StringComparison.Ordinal);

        File.WriteAllText(path, "hunter2\nand more\n");
        var fault = Assert.Throws<SourceMisconfiguredException>(() => Open(source));
        Assert.StartsWith(
            $"The password of source 'vendor' was looked for in the file {path}, which holds a control character, such as a line break.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_file_may_end_in_a_line_break()
    {
        Serve("a.csv", Bytes("a"));
        await using var server = await StartServerAsync();
        var path = Path.Combine(Folder, "password");
        await File.WriteAllTextAsync(path, server.Password + "\n", Cancellation);

        Assert.Equal(Bytes("a"), await CopyAsync(Open(Vendor(server.Url) with { PasswordFile = path }), "a.csv"));
    }

    [Fact]
    public async Task A_file_that_a_variable_names_gives_the_password_where_the_variable_itself_is_not_set()
    {
        Serve("a.csv", Bytes("a"));
        await using var server = await StartServerAsync();
        var path = Path.Combine(Folder, "password");
        await File.WriteAllTextAsync(path, server.Password + "\n", Cancellation);
        var variable = $"{PasswordEnv}_{Path.GetRandomFileName()[..8]}";
        Environment.SetEnvironmentVariable($"{variable}_FILE", path);

        Assert.Equal(Bytes("a"), await CopyAsync(Open(Vendor(server.Url) with { PasswordEnv = variable }), "a.csv"));
    }

    [Theory]
    [InlineData("ftp://vendor:hunter2@ftp.example.com/dumps", "ftp://…@ftp.example.com/dumps", "holds a password, which would end up in logs and in the ledger")]
    [InlineData("ftp://vendor:hun#ter2@ftp.example.com/dumps", "ftp://…@ftp.example.com/dumps", "is no URL that can be read")]
    public void A_URL_that_holds_a_password_is_refused_without_repeating_it(string url, string shown, string problem)
    {
        var fault = Assert.Throws<SourceMisconfiguredException>(() => Open(Vendor(url)));

        Assert.StartsWith($"The URL of source 'vendor', {shown}, {problem}.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://ftp.example.com/dumps", "has the scheme http")]
    [InlineData("gopher://ftp.example.com/dumps", "has the scheme gopher")]
    [InlineData("https://ftp.example.com/dumps?key=1", "holds a ? or #")]
    [InlineData("ftp://ftp.example.com/dumps\n", "is no URL that can be read")]
    public void A_URL_that_can_not_be_used_is_refused(string url, string problem)
    {
        var fault = Assert.Throws<SourceMisconfiguredException>(() => Open(Vendor(url)));

        Assert.Contains($", {problem}.", fault.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, fault.ExitCode);
    }

    [Fact]
    public void A_certificate_file_that_is_missing_is_a_fault_before_anything_is_tried()
    {
        var fault = Assert.Throws<SourceMisconfiguredException>(() => Open(Vendor("ftp://ftp.example.com") with { CaFile = Path.Combine(Folder, "ca.pem") }));

        Assert.StartsWith($"The certificate file of source 'vendor', {Path.Combine(Folder, "ca.pem")}, does not exist.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_curl_is_a_clear_fault()
    {
        Options = Options with { Program = Path.Combine(Folder, "curl") };

        var fault = await Assert.ThrowsAsync<SourceMisconfiguredException>(() => Open(Vendor("ftp://ftp.example.com")).FindAsync("a", Cancellation));

        Assert.StartsWith($"The program \"{Path.Combine(Folder, "curl")}\" can't be started: ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("Install it (Debian: apt-get install curl), then run: run FEED", fault.Message, StringComparison.Ordinal);
    }

    private static SourceDefinition Vendor(string url) => new() { Name = "vendor", Url = url };

    /// <summary>The curl that this test started: the one that has this test's home folder.</summary>
    private async Task<(string CommandLine, string Environment, int Process)> FindCurlAsync()
    {
        while (true)
        {
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out _)))
            {
                try
                {
                    if (await File.ReadAllTextAsync(process + "/comm", Cancellation) == "curl\n"
                        && await File.ReadAllTextAsync(process + "/environ", Cancellation) is var environment
                        && environment.Contains($"HOME={Folder}\0", StringComparison.Ordinal))
                    {
                        return (
                            (await File.ReadAllTextAsync(process + "/cmdline", Cancellation)).Replace('\0', ' '),
                            environment,
                            int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture));
                    }
                }
                catch (Exception end) when (end is IOException or UnauthorizedAccessException)
                {
                    // The process ended while it was looked at.
                }
            }

            await Task.Delay(10, Cancellation);
        }
    }
}
