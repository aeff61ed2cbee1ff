using System.Text.RegularExpressions;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Says what is wrong with a source's URL, without ever repeating it.</summary>
public static partial class SourceUrl
{
    private static readonly DateOnly SomeNight = new(2021, 12, 1);

    /// <summary>What is wrong with a folder or URL, or null.</summary>
    public static string? FindMistake(string url)
    {
        if (HoldsPassword(url))
        {
            return "holds a password; take it out of the file and write password_env: NAME_OF_THE_VARIABLE, or password_file: path";
        }

        if (url.Any(char.IsControl))
        {
            return "holds a control character; take it out";
        }

        if (NightPlaceholder.FindStray(url) is not null)
        {
            return $"holds a brace that is no placeholder for the night; {NightPlaceholder.Grammar}";
        }

        return url.Contains("://", StringComparison.Ordinal) ? FindUrlMistake(NightPlaceholder.Fill(url, SomeNight)) : null;
    }

    private static string? FindUrlMistake(string url)
    {
        var scheme = url[..url.IndexOf("://", StringComparison.Ordinal)].ToLowerInvariant();
        if (scheme is not ("ftp" or "ftps" or "sftp" or "https" or "http"))
        {
            return $"has the scheme {Words.Quote(scheme)}; write ftp, ftps, sftp or https, or a folder without any scheme";
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return $"can't be read; write it as {scheme}://user@host/folder, other characters than letters, digits, -, . and _ as %xx";
        }

        if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || url.AsSpan().ContainsAny('?', '#') || url.Contains('\\', StringComparison.Ordinal))
        {
            return "holds '?', '#' or '\\'; it names a folder: write these characters as %3F, %23 or %5C, or take them out";
        }

        if (uri.AbsolutePath.Contains('@', StringComparison.Ordinal))
        {
            return "holds '@' after its host; write that one as %40";
        }

        return scheme == "http" && !uri.IsLoopback
            ? "has the scheme http, which is for this machine itself (localhost) only; write https"
            : null;
    }

    /// <summary>Whether a text holds a password the way URLs do.</summary>
    public static bool HoldsPassword(string url) => UserAndPassword().IsMatch(url);

    // user:password@host, with or without a scheme before it.
    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*://)?[^/@:\\]*:(?!//)[^/]*@", RegexOptions.ExplicitCapture)]
    private static partial Regex UserAndPassword();
}
