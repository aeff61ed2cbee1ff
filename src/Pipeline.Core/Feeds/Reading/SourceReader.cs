using System.Text.RegularExpressions;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads one of <c>sources</c>. No message quotes a URL: it may hold a password.</summary>
internal static partial class SourceReader
{
    public const string Example = "sources: { vendor: { url: \"ftp://user@ftp.example.com/dumps\" } }";

    private const string UrlExample = "url: \"ftp://user@ftp.example.com/dumps\", or a folder";

    public static SourceDefinition? Read(YamlEntry entry, Mistakes mistakes)
    {
        var what = $"source {Words.Quote(entry.Name)}";
        if (Names.FindSourceMistake(entry.Name) is { } mistake)
        {
            mistakes.Add(entry.Line, $"{what} {mistake}");
        }

        if (entry.Value is not YamlMap map)
        {
            mistakes.Add(entry.Line, $"{what} must be a map; write {entry.Name}: {{ {UrlExample} }}");
            return null;
        }

        var section = new FeedSection(entry.Line, map, what, FeedKeys.Source, mistakes);
        section.Require("url", UrlExample);
        var url = section.Text("url", UrlExample) ?? "";
        if (url.Length > 0 && SourceUrl.FindMistake(url) is { } wrong)
        {
            section.Add("url", $"the URL of {what} {wrong}");
        }

        return new SourceDefinition
        {
            Name = entry.Name,
            Url = url,
            PasswordEnv = PasswordEnv(section, what),
            PasswordFile = PathOf(section, "password_file", what),
            Tls = Tls(section, url, what),
            CaFile = PathOf(section, "ca_file", what),
        };
    }

    private static string? PasswordEnv(FeedSection section, string what)
    {
        if (section.Has("password_env") && section.Has("password_file"))
        {
            section.Add("password_file", $"{what} has both password_env and password_file; take one of them out");
        }

        var name = section.Text("password_env", "password_env: VENDOR_FTP_PASSWORD");
        if (name is not null && !VariableName().IsMatch(name))
        {
            section.Add("password_env", $"'password_env' of {what} must be the name of an environment variable (letters, digits and _), not the password itself; write password_env: VENDOR_FTP_PASSWORD");
        }

        return name;
    }

    private static TlsUse Tls(FeedSection section, string url, string what)
    {
        var tls = section.Choice("tls", TlsUse.None);
        if (section.Has("tls") && tls is TlsUse.None && url.StartsWith("ftps:", StringComparison.OrdinalIgnoreCase))
        {
            section.Add("tls", $"'tls' of {what} is none, but ftps is always encrypted; take tls out, or write ftp in the URL");
        }

        return tls;
    }

    private static string? PathOf(FeedSection section, string key, string what)
    {
        var path = section.Text(key, $"{key}: /etc/pipeline/{key}");
        if (path is not null && path.Any(char.IsControl))
        {
            section.Add(key, $"'{key}' of {what} holds a control character; take it out");
        }

        return path;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableName();
}
