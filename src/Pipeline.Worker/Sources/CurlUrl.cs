using System.Net;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;

namespace Pipeline.Worker.Sources;

/// <summary>The URL of a server's folder, checked and taken apart: the user goes to curl another way than the rest.</summary>
internal sealed record CurlUrl
{
    private static readonly string[] Schemes = ["ftp", "ftps", "sftp", "https"];

    /// <summary>In lower case.</summary>
    public required string Scheme { get; init; }

    /// <summary>Host and, where the URL names it, port.</summary>
    public required string Authority { get; init; }

    /// <summary>The folder, percent-encoded, without a slash at its end; empty for the root.</summary>
    public required string Folder { get; init; }

    /// <summary>The user, decoded, or null.</summary>
    public string? User { get; init; }

    /// <summary>Whether the server is this machine.</summary>
    public bool IsLoopback { get; init; }

    /// <summary>The URL as messages show it.</summary>
    public string Display => $"{Scheme}://{(User is null ? "" : Uri.EscapeDataString(User) + "@")}{Authority}{Folder}";

    /// <summary>Whether the server speaks FTP, encrypted or not.</summary>
    public bool IsFtp => Scheme is "ftp" or "ftps";

    /// <summary>Whether the server speaks HTTP, encrypted or not.</summary>
    public bool IsHttp => Scheme is "http" or "https";

    /// <summary>Reads the URL of a source.</summary>
    /// <exception cref="SourceMisconfiguredException">It can't be used; its password, if it holds one, is not repeated.</exception>
    public static CurlUrl Parse(string source, string url)
    {
        if (url.Any(char.IsControl) || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw Refused(source, url, "is no URL that can be read", "Write scheme://user@host/folder");
        }

        var scheme = uri.Scheme.ToLowerInvariant();
        if (!Schemes.Contains(scheme) && !(scheme == "http" && uri.IsLoopback))
        {
            throw Refused(source, url, $"has the scheme {scheme}", "Write a folder, or a URL of scheme ftp, ftps, sftp or https");
        }

        if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw Refused(source, url, "holds a password, which would end up in logs and in the ledger", "Write only the user into it, and name the variable or file that holds the password (password_env, password_file)");
        }

        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw Refused(source, url, "holds a ? or #", "Write %3F and %23 where they are part of a folder's name");
        }

        return new CurlUrl
        {
            Scheme = scheme,
            Authority = (uri.HostNameType is UriHostNameType.IPv6 ? uri.Host : uri.IdnHost) + (uri.IsDefaultPort ? "" : $":{uri.Port}"),
            Folder = uri.AbsolutePath.TrimEnd('/'),
            User = uri.UserInfo.Length == 0 ? null : Checked(source, url, Uri.UnescapeDataString(uri.UserInfo)),
            IsLoopback = uri.IsLoopback || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)),
        };
    }

    /// <summary>The URL of a file, for curl: each name percent-encoded, as UTF-8.</summary>
    public string OfFile(string path) => $"{Scheme}://{Authority}{Folder}{string.Concat(SourcePath.Split(path).Select(name => "/" + Uri.EscapeDataString(name)))}";

    /// <summary>The URL of a folder, for curl, which takes a slash at the end for "list this".</summary>
    public string OfFolder(string path) => OfFile(path) + "/";

    private static string Checked(string source, string url, string user) =>
        user.Any(char.IsControl) || user.Contains(':', StringComparison.Ordinal)
            ? throw Refused(source, url, "names a user with a control character or a colon", "Write another user")
            : user;

    // Whatever stands before an @ may be a password, also in a URL that can't be read.
    private static SourceMisconfiguredException Refused(string source, string url, string problem, string remedy)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var shown = url.LastIndexOf('@') is var at and >= 0 ? $"{(scheme < 0 ? "" : url[..(scheme + 3)])}…{url[at..]}" : url;
        return new SourceMisconfiguredException(
            new Fault
            {
                What = $"The URL of source '{source}', {Printable.Of(shown)}, {problem}.",
                Why = "It can't be used, so no file of this source can be received.",
                Untouched = "Nothing was tried, nothing was changed.",
                Next = [NextStep.Run($"{remedy}, then run", "validate")],
            });
    }
}
