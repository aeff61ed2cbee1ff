using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Worker.Demo;

/// <summary>A real FTP server on loopback, for the demo and for tests: Debian's vsftpd, as a child process that dies with us.</summary>
/// <remarks>
/// It touches nothing outside its temp folder: no <c>/etc</c>, no users, no PAM. The only login is <c>anonymous</c> with the
/// password of <see cref="VsftpdOptions"/>, for reading only.
/// </remarks>
internal sealed class VsftpdServer : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/sbin/vsftpd", "/usr/local/sbin/vsftpd"];

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);

    // The shell waits for the end of its input, which comes when we end, however we end; then it ends the server.
    private const string DieWithParent = "\"$1\" \"$2\" > \"$3\" 2>&1 & server=$!; cat > /dev/null; kill $server";

    private readonly Process shell;
    private readonly VsftpdFolder work;

    private VsftpdServer(Process shell, VsftpdFolder work, VsftpdOptions options, int port)
    {
        this.shell = shell;
        this.work = work;
        Port = port;
        Password = options.Password;
        Url = $"{(options.Tls is VsftpdTls.Implicit ? "ftps" : "ftp")}://anonymous@127.0.0.1:{port}";
    }

    /// <summary>The server's URL with its user, without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>The port of the control connection.</summary>
    public int Port { get; }

    /// <summary>The password of the user in <see cref="Url"/>.</summary>
    public string Password { get; }

    /// <summary>The folder that is served: the one asked for, or a copy of it as it was at the start, where others may not look into that one (a repository under <c>/root</c>).</summary>
    public string Folder => work.Served;

    /// <summary>The certificate that proves the server, as a PEM file; null without TLS.</summary>
    public string? CertificateFile => work.CertificateFile;

    /// <summary>Why no such server can be had here, as a sentence without an end; null where it can.</summary>
    public static string? WhyNot() =>
        !OperatingSystem.IsLinux() ? "vsftpd runs on Linux only"
        : FindProgram() is null ? "vsftpd is not installed (apt-get install -y vsftpd)"
        : !Environment.IsPrivilegedProcess ? "vsftpd must be started as root"
        : !File.ReadLines("/etc/passwd").Any(line => line.StartsWith(VsftpdFolder.User + ":", StringComparison.Ordinal))
            ? $"there is no user {VsftpdFolder.User}, which the package vsftpd makes"
        : null;

    /// <summary>Starts a server and returns when it answers.</summary>
    /// <exception cref="InvalidOperationException">It can't be had here, or did not start; the message holds what it said.</exception>
    public static async Task<VsftpdServer> StartAsync(VsftpdOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || WhyNot() is not null)
        {
            throw new InvalidOperationException($"No FTP server can be started: {WhyNot()}.");
        }

        var port = FreePort();
        var work = VsftpdFolder.Create(options, port, time.GetUtcNow());
        var shell = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", DieWithParent, "sh", FindProgram()!, work.ConfigFile, work.OutputFile])
        {
            RedirectStandardInput = true,
        })!;
        var server = new VsftpdServer(shell, work, options, port);
        try
        {
            await server.WaitUntilItAnswersAsync(time, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the server with all its connections and removes its temp folder.</summary>
    public async ValueTask DisposeAsync()
    {
        shell.Kill(entireProcessTree: true);
        await shell.WaitForExitAsync(CancellationToken.None);
        shell.Dispose();
        work.Dispose();
    }

    private static string? FindProgram() => Programs.FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilItAnswersAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < StartTimeout;)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
            }
        }

        throw new InvalidOperationException(
            $"vsftpd did not answer on port {Port} within {StartTimeout.TotalSeconds} s. It said: {File.ReadAllText(work.OutputFile).Trim()}");
    }
}
