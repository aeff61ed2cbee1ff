using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Worker.Demo;
using Pipeline.Worker.Sources;

namespace Pipeline.Worker.Tests.Sources;

/// <summary>What tests of sources share: a temp folder with files to serve, an archive, a password in the environment.</summary>
public abstract class SourceTest : IDisposable
{
    protected static readonly ArchiveNight Night = new("streaming", new DateOnly(2021, 12, 1));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sources-");

    protected SourceTest()
    {
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute; // vsftpd reads as another user
        }

        Served = folder.CreateSubdirectory("served").FullName;
        Archive = new Archive(Path.Combine(folder.FullName, "archive"));
    }

    /// <summary>The files that the vendor publishes.</summary>
    protected string Served { get; }

    protected string Folder => folder.FullName;

    protected Archive Archive { get; }

    /// <summary>The environment variable of this test that holds the password.</summary>
    protected string PasswordEnv { get; } = "SOURCE_TEST_" + RandomNumberGenerator.GetHexString(12);

    private protected CurlOptions Options { get; set; } = new() { ConnectTimeout = TimeSpan.FromSeconds(5), StallTime = TimeSpan.FromSeconds(5) };

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts vsftpd over the served files, or skips the test with the reason printed.</summary>
    private protected async Task<VsftpdServer> StartServerAsync(VsftpdTls tls = VsftpdTls.None, string? password = null, int maxBytesPerSecond = 0)
    {
        if (VsftpdServer.WhyNot() is { } reason)
        {
            Assert.Skip($"No FTP server can be had here: {reason}.");
        }

        var options = new VsftpdOptions { Folder = Served, Tls = tls, MaxBytesPerSecond = maxBytesPerSecond };
        options = password is null ? options : options with { Password = password };
        var server = await VsftpdServer.StartAsync(options, TimeProvider.System, Cancellation);
        Environment.SetEnvironmentVariable(PasswordEnv, server.Password);
        return server;
    }

    private protected IFileSource Open(VsftpdServer server, string folder = "", int? port = null) => Open(
        new SourceDefinition
        {
            Name = "vendor",
            Url = server.Url,
            PasswordEnv = PasswordEnv,
            Tls = server.CertificateFile is null ? TlsUse.None : TlsUse.Required,
            CaFile = server.CertificateFile,
        },
        (port is null ? server.Url : $"ftp://anonymous@127.0.0.1:{port}") + folder);

    private protected IFileSource Open(SourceDefinition source, string? url = null) => new FileSources(Options).Open(source, url ?? source.Url);

    protected string Serve(string name, byte[] content)
    {
        var path = Path.Combine(Served, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, new DateTime(2021, 12, 1, 1, 2, 3, DateTimeKind.Utc));
        return path;
    }

    protected Task<Delivery> ReceiveAsync(IFileSource source, string path, ReceiveOptions? options = null, IProgress<ReceiveProgress>? progress = null) =>
        new DeliveryReceiver(
            Archive,
            options ?? new ReceiveOptions { FirstDelay = TimeSpan.FromMilliseconds(20), StableFor = TimeSpan.FromMilliseconds(300) },
            TimeProvider.System).ReceiveAsync(source, path, "vendor", Night, progress: progress, cancellationToken: Cancellation);

    protected static async Task<byte[]> CopyAsync(IFileSource source, string path, long offset = 0)
    {
        using var copy = new MemoryStream();
        await source.CopyAsync(path, offset, copy, Cancellation);
        return copy.ToArray();
    }

    protected static byte[] SomeBytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(PasswordEnv, null);
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
