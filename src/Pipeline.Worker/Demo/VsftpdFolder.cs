using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pipeline.Worker.Demo;

/// <summary>The temp folder of a <see cref="VsftpdServer"/>: its settings, password, certificate and, where needed, a copy of the files.</summary>
internal sealed class VsftpdFolder : IDisposable
{
    /// <summary>The user that reads the files; Debian's package makes it.</summary>
    public const string User = "ftp";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string root;

    private VsftpdFolder(string root) => this.root = root;

    public string ConfigFile => Path.Combine(root, "vsftpd.conf");

    public string OutputFile => Path.Combine(root, "output.txt");

    public required string Served { get; init; }

    public required string? CertificateFile { get; init; }

    /// <summary>Makes the folder with everything that the server reads.</summary>
    [SupportedOSPlatform("linux")]
    public static VsftpdFolder Create(VsftpdOptions options, int port, DateTimeOffset now)
    {
        var root = Directory.CreateTempSubdirectory("vsftpd-").FullName;
        File.SetUnixFileMode(root, Everybody);
        Directory.CreateDirectory(Path.Combine(root, "empty"), Everybody & ~UnixFileMode.UserWrite);
        var asked = Path.GetFullPath(options.Folder);
        var served = IsOpenToAll(asked) ? asked : CopyForAll(asked, Path.Combine(root, "files"));
        var folder = new VsftpdFolder(root)
        {
            Served = served,
            CertificateFile = options.Tls is VsftpdTls.None ? null : WriteCertificate(root, now),
        };
        WriteSecret(Path.Combine(root, "passwords"), options.Password + "\n");
        File.WriteAllText(folder.ConfigFile, Settings(options, port, root, served));
        return folder;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Settings(VsftpdOptions options, int port, string root, string served)
    {
        var settings = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            listen=YES
            listen_address=127.0.0.1
            listen_port={port}
            background=NO
            anonymous_enable=YES
            local_enable=NO
            write_enable=NO
            secure_email_list_enable=YES
            email_password_file={root}/passwords
            ftp_username={User}
            nopriv_user=nobody
            anon_root={served}
            anon_max_rate={options.MaxBytesPerSecond}
            secure_chroot_dir={root}/empty
            hide_ids=YES
            delay_failed_login=0
            xferlog_enable=NO
            vsftpd_log_file={root}/vsftpd.log

            """));

        // The sandbox of vsftpd 3.0.3 knows older kernels only: newer ones end its sessions ("500 OOPS: child died").
        settings.Append("seccomp_sandbox=NO\n");
        if (options.Tls is not VsftpdTls.None)
        {
            // require_ssl_reuse stays at its default, YES: that is what strict vendors have.
            settings.Append(CultureInfo.InvariantCulture, $"""
                ssl_enable=YES
                allow_anon_ssl=YES
                force_anon_logins_ssl=YES
                force_anon_data_ssl=YES
                ssl_ciphers=HIGH
                rsa_cert_file={root}/server.pem
                implicit_ssl={(options.Tls is VsftpdTls.Implicit ? "YES" : "NO")}

                """);
        }

        return settings.ToString();
    }

    [SupportedOSPlatform("linux")]
    private static string WriteCertificate(string root, DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var text = certificate.ExportCertificatePem() + "\n";
        WriteSecret(Path.Combine(root, "server.pem"), text + key.ExportPkcs8PrivateKeyPem() + "\n");
        var path = Path.Combine(root, "certificate.pem");
        File.WriteAllText(path, text);
        return path;
    }

    [SupportedOSPlatform("linux")]
    private static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using var output = new StreamWriter(path, options);
        output.Write(text);
    }

    // vsftpd reads as another user, who must be able to walk down to the folder.
    [SupportedOSPlatform("linux")]
    private static bool IsOpenToAll(string folder)
    {
        for (var step = new DirectoryInfo(folder); step is not null; step = step.Parent)
        {
            if (!step.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    [SupportedOSPlatform("linux")]
    private static string CopyForAll(string source, string target)
    {
        var made = Directory.CreateDirectory(target);
        made.UnixFileMode = Everybody;
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            var copy = Path.Combine(target, entry.Name);
            if (entry is FileInfo file)
            {
                file.CopyTo(copy).UnixFileMode = Everybody;
                File.SetLastWriteTimeUtc(copy, file.LastWriteTimeUtc);
            }
            else
            {
                CopyForAll(entry.FullName, copy);
            }
        }

        return target;
    }
}
