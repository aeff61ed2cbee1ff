using System.Globalization;
using System.Text;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Worker.Sources;

/// <summary>A server that speaks ftp, ftps, sftp or https, asked by way of curl.</summary>
/// <remarks>
/// On ftp and ftps a path is relative to the folder that the login leads to; on sftp it begins at the server's root (write
/// <c>/~/</c> for the login's folder).
/// </remarks>
internal sealed class CurlSource : IFileSource
{
    private readonly SourceDefinition definition;
    private readonly CurlOptions options;
    private readonly CurlUrl url;
    private readonly SourcePassword password;

    /// <exception cref="SourceMisconfiguredException">The URL can't be used, or what the source names (password, certificates, known hosts) is not there.</exception>
    public CurlSource(SourceDefinition definition, string url, CurlOptions options)
    {
        this.definition = definition;
        this.options = options;
        this.url = CurlUrl.Parse(definition.Name, url);
        password = SourcePassword.Of(definition);
        RequireCaFile(definition);
        if (this.url.Scheme == "sftp")
        {
            SftpIdentity.RequireKnownHosts(definition.Name, this.url, options.Home);
        }
    }

    /// <inheritdoc/>
    public string Location => url.Display;

    /// <inheritdoc/>
    public async Task<FileFacts?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var (size, modifiedAt) = url.Scheme == "sftp"
            ? await FindBySftpAsync(path, cancellationToken)
            : await HeadAsync(path, cancellationToken) is { } headers ? RemoteReply.Headers(headers) : (-1, null);
        return size switch
        {
            -1 => null,
            null => throw UnknownSize(path),
            _ => new FileFacts(size.Value, modifiedAt),
        };
    }

    /// <inheritdoc/>
    public async Task CopyAsync(string path, long offset, Stream target, CancellationToken cancellationToken)
    {
        var config = Config(url.OfFile(path));
        if (offset > 0)
        {
            config.Add("continue-at", offset);
        }

        var result = await RunAsync(config, target, cancellationToken);
        if (offset > 0 && result.ExitCode is 31 or 33)
        {
            // The server can't resume: it sends everything again, and we let fall what we have.
            result = await RunAsync(Config(url.OfFile(path)), new SkippingStream(target, offset), cancellationToken);
        }

        if (result.ExitCode != 0)
        {
            throw Fault(path, result);
        }
    }

    private static void RequireCaFile(SourceDefinition definition)
    {
        if (definition.CaFile is { } file && !File.Exists(file))
        {
            throw new SourceMisconfiguredException(
                new Fault
                {
                    What = $"The certificate file of source '{definition.Name}', {Path.GetFullPath(file)}, does not exist.",
                    Why = "Without it the server can't prove who it is.",
                    Untouched = "Nothing was tried, nothing was changed.",
                    Next = [NextStep.Run("Put it there, or remove ca_file to trust the system's authorities, then run", "validate")],
                });
        }
    }

    /// <summary>The headers of a file, or null where it is missing. curl asks FTP servers by SIZE and MDTM: LIST has no year, no seconds and no zone.</summary>
    private async Task<string?> HeadAsync(string path, CancellationToken cancellationToken)
    {
        var (text, result) = await TextAsync(Config(url.OfFile(path)).Add("head"), cancellationToken);
        return result.ExitCode == 0 ? text
            : CurlFaults.KindOf(result, url) is CurlFaultKind.Missing ? null
            : throw Fault(path, result);
    }

    /// <summary>Size from the folder's long listing, exact; time from the file that curl gives the remote one's time: the listing's has no year or no seconds.</summary>
    private async Task<(long? Size, DateTimeOffset? ModifiedAt)> FindBySftpAsync(string path, CancellationToken cancellationToken)
    {
        var names = SourcePath.Split(path);
        var (listing, result) = await TextAsync(Config(url.OfFolder(string.Join('/', names.SkipLast(1)))), cancellationToken);
        if (result.ExitCode != 0)
        {
            return CurlFaults.KindOf(result, url) is CurlFaultKind.Missing ? (-1, null) : throw Fault(path, result);
        }

        if (RemoteReply.LineOf(listing, names[^1]) is not { } line)
        {
            return (-1, null);
        }

        var stamp = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await RequireTextAsync(path, Config(url.OfFile(path)).Add("head").Add("remote-time").Add("output", stamp), cancellationToken);
            var modifiedAt = File.GetLastWriteTimeUtc(stamp);

            // A fraction of a second is no server's time (sftp has whole ones) but that of the file's creation here.
            return (RemoteReply.SizeIn(line), modifiedAt.Ticks % TimeSpan.TicksPerSecond == 0 ? new DateTimeOffset(modifiedAt) : null);
        }
        finally
        {
            File.Delete(stamp);
        }
    }

    private CurlConfig Config(string target)
    {
        var config = new CurlConfig()
            .Add("silent")
            .Add("show-error")
            .Add("url", target)
            .Add("proto", "=" + url.Scheme)
            .Add("connect-timeout", options.ConnectTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture))
            .Add("speed-limit", options.StallBytesPerSecond)
            .Add("speed-time", (long)Math.Ceiling(options.StallTime.TotalSeconds))
            .Add("write-out", CurlResult.WriteOut);
        if (url.User is not null || password.Value is not null)
        {
            // Always with a colon: without one curl would ask for the password on the terminal.
            config.Add("user", $"{url.User ?? "anonymous"}:{password.Value}");
        }

        if (definition.Tls is TlsUse.Required)
        {
            config.Add("ssl-reqd");
        }

        if (definition.CaFile is { } authorities)
        {
            config.Add("cacert", Path.GetFullPath(authorities));
        }

        if (url.IsHttp)
        {
            config.Add("fail").Add("location").Add("proto-redir", "=" + url.Scheme);
        }

        if (url.Scheme == "sftp" && password.Value is null && SftpIdentity.FindKey(options.Home) is { } key)
        {
            config.Add("key", key);
        }

        return url.IsLoopback ? config.Add("noproxy", "*") : config;
    }

    private async Task<string> RequireTextAsync(string path, CurlConfig config, CancellationToken cancellationToken)
    {
        var (text, result) = await TextAsync(config, cancellationToken);
        return result.ExitCode == 0 ? text : throw Fault(path, result);
    }

    private async Task<(string Text, CurlResult Result)> TextAsync(CurlConfig config, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var result = await RunAsync(config, output, cancellationToken);
        return (Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length), result);
    }

    private Task<CurlResult> RunAsync(CurlConfig config, Stream output, CancellationToken cancellationToken) =>
        CurlProcess.RunAsync(config, output, options, definition.PasswordEnv, cancellationToken);

    private SourceUnavailableException Fault(string path, CurlResult result) =>
        CurlFaults.Of(definition.Name, url, path, password, result, options);

    private SourceUnavailableException UnknownSize(string path) => new(
        new Fault
        {
            What = $"Source '{definition.Name}' ({url.Display}) does not tell how long {path} is.",
            Why = "Without that a transfer that was cut short can't be distinguished from a complete one.",
            Untouched = "Nothing was received, nothing was changed.",
            Next = [NextStep.Run("Fetch the file another way into a folder, then run", "run", NextStep.Feed, "--source", $"{definition.Name}=FOLDER")],
        });
}
