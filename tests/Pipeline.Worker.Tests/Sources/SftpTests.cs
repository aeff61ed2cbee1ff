using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Worker.Tests.Sources;

/// <summary>curl against a real sshd, which knows one key of ours.</summary>
public sealed class SftpTests : SourceTest
{
    private const string Daemon = "/usr/sbin/sshd";

    [Fact]
    public async Task A_file_is_found_listed_received_and_resumed()
    {
        var content = SomeBytes(1_000_000);
        Serve("Bücher #1 [a].json", content);
        Serve("empty.json", []);
        using var server = await StartSshAsync();
        var source = Open(server.Definition(Served));

        var delivery = await ReceiveAsync(source, "Bücher #1 [a].json");

        Assert.Equal(Digest(content), delivery.Sha256);
        Assert.Equal(new DateTimeOffset(2021, 12, 1, 1, 2, 3, TimeSpan.Zero), delivery.ModifiedAt);
        Assert.Equal(content[700_000..], await CopyAsync(source, "Bücher #1 [a].json", 700_000));
        Assert.Equal(0, (await source.FindAsync("empty.json", Cancellation))!.Size);
        Assert.Null(await source.FindAsync("nothing.json", Cancellation));
        Assert.Null(await source.FindAsync("no/folder.json", Cancellation));
    }

    [Fact]
    public async Task A_wrong_password_is_said_at_once()
    {
        using var server = await StartSshAsync();
        Environment.SetEnvironmentVariable(PasswordEnv, "wrong-horse-battery");

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() =>
            Open(server.Definition(Served) with { PasswordEnv = PasswordEnv }).FindAsync("a.csv", Cancellation));

        Assert.False(fault.IsTransient);
        Assert.StartsWith(
            $"Source 'vendor' ({server.Definition(Served).Url}) refused the user {Environment.UserName} with the password from the environment variable {PasswordEnv} (curl 67: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-horse", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_key_is_not_known_is_refused()
    {
        using var server = await StartSshAsync();
        await File.WriteAllTextAsync(Path.Combine(Options.Home, ".ssh", "known_hosts"), "", Cancellation);

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => Open(server.Definition(Served)).FindAsync("a.csv", Cancellation));

        Assert.False(fault.IsTransient);
        Assert.Contains(" showed a key that is not the one in .ssh/known_hosts (curl 60: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_known_hosts_nothing_is_tried()
    {
        Options = Options with { Home = Folder };

        var fault = Assert.Throws<SourceMisconfiguredException>(() => Open(new SourceDefinition { Name = "vendor", Url = "sftp://vendor@sftp.example.com/dumps" }));

        Assert.Equal(ExitCode.Usage, fault.ExitCode);
        Assert.Equal(
            $"""
            Source 'vendor' is an sftp server, but there is no {Path.Combine(Folder, ".ssh", "known_hosts")}.
            Without it any machine could pass for sftp.example.com, and receive the password.
            Nothing was tried, nothing was changed.
            Put the server's key there (ssh-keyscan prints it; compare it with the vendor's), then run: run FEED
            """,
            fault.Message);
    }

    private async Task<Server> StartSshAsync()
    {
        Assert.SkipUnless(File.Exists(Daemon), "No SFTP server can be had here: sshd is not installed (apt-get install -y openssh-server).");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "No SFTP server can be had here: sshd must be started as root.");
        var ssh = Directory.CreateDirectory(Path.Combine(Folder, ".ssh")).FullName;
        Options = Options with { Home = Folder };
        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(ssh, "host"));
        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(ssh, "id_ed25519"));
        Directory.CreateDirectory("/run/sshd"); // sshd of Debian does not start without it
        var server = new Server(ssh);
        await server.WaitUntilItAnswersAsync(Cancellation);
        return server;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }

    private sealed class Server : IDisposable
    {
        private readonly Process process;
        private readonly int port;

        public Server(string ssh)
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                port = ((IPEndPoint)probe.LocalEndpoint).Port;
            }

            var key = File.ReadAllText(Path.Combine(ssh, "host.pub"));
            File.WriteAllText(Path.Combine(ssh, "known_hosts"), $"[127.0.0.1]:{port} {key}");
            File.WriteAllText(
                Path.Combine(ssh, "config"),
                string.Create(CultureInfo.InvariantCulture, $"""
                    Port {port}
                    ListenAddress 127.0.0.1
                    HostKey {ssh}/host
                    AuthorizedKeysFile {ssh}/id_ed25519.pub
                    PidFile none
                    StrictModes no
                    UsePAM no
                    PermitRootLogin yes
                    Subsystem sftp internal-sftp

                    """));
            process = Process.Start(new ProcessStartInfo(Daemon, ["-D", "-e", "-f", Path.Combine(ssh, "config")]) { RedirectStandardError = true })!;
        }

        public SourceDefinition Definition(string folder) => new()
        {
            Name = "vendor",
            Url = string.Create(CultureInfo.InvariantCulture, $"sftp://{Environment.UserName}@127.0.0.1:{port}{folder}"),
        };

        public async Task WaitUntilItAnswersAsync(CancellationToken cancellationToken)
        {
            while (!process.HasExited)
            {
                using var client = new TcpClient();
                try
                {
                    await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                    return;
                }
                catch (SocketException)
                {
                    await Task.Delay(20, cancellationToken);
                }
            }

            throw new InvalidOperationException("sshd ended: " + await process.StandardError.ReadToEndAsync(cancellationToken));
        }

        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }
}
