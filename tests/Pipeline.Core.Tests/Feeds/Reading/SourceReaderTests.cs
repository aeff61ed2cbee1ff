using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class SourceReaderTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "sources:\n  vendor: { url: /dumps }\n",
            "",
            "feed.yaml:1: the feed file has no 'sources'; write sources: { vendor: { url: \"ftp://user@ftp.example.com/dumps\" } }"
        },
        {
            "sources:\n  vendor: { url: /dumps }",
            "sources: [vendor]",
            "feed.yaml:3: 'sources' must be a map, and not an empty one; write sources: { vendor: { url: \"ftp://user@ftp.example.com/dumps\" } }"
        },
        {
            "{ url: /dumps }",
            "/dumps",
            "feed.yaml:4: source 'vendor' must be a map; write vendor: { url: \"ftp://user@ftp.example.com/dumps\", or a folder }"
        },
        {
            "{ url: /dumps }",
            "{}",
            "feed.yaml:4: source 'vendor' has no 'url'; write url: \"ftp://user@ftp.example.com/dumps\", or a folder"
        },
        {
            "{ url: /dumps }",
            "{ url: \"\" }",
            "feed.yaml:4: 'url' of source 'vendor' must be a text; write url: \"ftp://user@ftp.example.com/dumps\", or a folder"
        },
        {
            "{ url: /dumps }",
            "{ url: \"ftp://loader:s3cret@ftp.example.com/dumps\" }",
            "feed.yaml:4: the URL of source 'vendor' holds a password; take it out of the file and write password_env: NAME_OF_THE_VARIABLE, or password_file: path"
        },
        {
            "{ url: /dumps }",
            "{ url: \"loader:s3cret@ftp.example.com\" }",
            "feed.yaml:4: the URL of source 'vendor' holds a password; take it out of the file and write password_env: NAME_OF_THE_VARIABLE, or password_file: path"
        },
        {
            "{ url: /dumps }",
            "{ url: \"ftp://loader:s3c/ret@ftp.example.com\" }",
            "feed.yaml:4: the URL of source 'vendor' can't be read; write it as ftp://user@host/folder, other characters than letters, digits, -, . and _ as %xx"
        },
        {
            "{ url: /dumps }",
            "{ url: \"http://files.example.com/dumps\" }",
            "feed.yaml:4: the URL of source 'vendor' has the scheme http, which is for this machine itself (localhost) only; write https"
        },
        {
            "{ url: /dumps }",
            "{ url: \"s3://bucket/dumps\" }",
            "feed.yaml:4: the URL of source 'vendor' has the scheme 's3'; write ftp, ftps, sftp or https, or a folder without any scheme"
        },
        {
            "{ url: /dumps }",
            "{ url: \"https://files.example.com/get?token=s3cret\" }",
            "feed.yaml:4: the URL of source 'vendor' holds '?', '#' or '\\'; it names a folder: write these characters as %3F, %23 or %5C, or take them out"
        },
        {
            "{ url: /dumps }",
            "{ url: \"ftp://ftp.example.com/a@b\" }",
            "feed.yaml:4: the URL of source 'vendor' holds '@' after its host; write that one as %40"
        },
        {
            "{ url: /dumps }",
            "{ url: \"ftp:///dumps\" }",
            "feed.yaml:4: the URL of source 'vendor' can't be read; write it as ftp://user@host/folder, other characters than letters, digits, -, . and _ as %xx"
        },
        {
            "{ url: /dumps }",
            "{ url: \"/dumps/{night}\" }",
            "feed.yaml:4: the URL of source 'vendor' holds a brace that is no placeholder for the night; write {night:yyyy-MM-dd}, made of yyyy or yy, MM or M, dd or d, and - _ . / or spaces"
        },
        {
            "{ url: /dumps }",
            "{ url: \"/dumps/\\u0007\" }",
            "feed.yaml:4: the URL of source 'vendor' holds a control character; take it out"
        },
        {
            "{ url: /dumps }",
            "{ url: /dumps, password: s3cret }",
            "feed.yaml:4: source 'vendor' can't hold 'password': a password never stands in a feed file; write password_env: NAME_OF_THE_VARIABLE, or password_file: path"
        },
        {
            "{ url: /dumps }",
            "{ url: /dumps, user: loader }",
            "feed.yaml:4: source 'vendor' can't hold 'user': the user stands in the URL; write url: ftp://user@host/folder"
        },
        {
            "{ url: /dumps }",
            "{ url: /dumps, password_env: \"s3cret!\" }",
            "feed.yaml:4: 'password_env' of source 'vendor' must be the name of an environment variable (letters, digits and _), not the password itself; write password_env: VENDOR_FTP_PASSWORD"
        },
        {
            "{ url: /dumps }",
            "{ url: /dumps, password_env: A, password_file: /b }",
            "feed.yaml:4: source 'vendor' has both password_env and password_file; take one of them out"
        },
        {
            "{ url: /dumps }",
            "{ url: /dumps, password_file: \"/b\\u0001\" }",
            "feed.yaml:4: 'password_file' of source 'vendor' holds a control character; take it out"
        },
        {
            "{ url: /dumps }",
            "{ url: /dumps, tls: yes }",
            "feed.yaml:4: 'tls' of source 'vendor' is 'yes'; write none or required"
        },
        {
            "{ url: /dumps }",
            "{ url: \"ftps://ftp.example.com/\", tls: none }",
            "feed.yaml:4: 'tls' of source 'vendor' is none, but ftps is always encrypted; take tls out, or write ftp in the URL"
        },
        {
            "vendor: {",
            "\"ven/dor\": {",
            """
            feed.yaml:4: source 'ven/dor' holds '/', '\' or '=', or begins with a dot; write a plain name, such as vendor
            feed.yaml:7: dataset 'products' names the source 'vendor', which is none; did you mean 'ven/dor'? The sources are ven/dor
            feed.yaml:15: dataset 'orders' names the source 'vendor', which is none; did you mean 'ven/dor'? The sources are ven/dor
            """
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_source_is_reported_with_its_line_and_what_to_write(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
