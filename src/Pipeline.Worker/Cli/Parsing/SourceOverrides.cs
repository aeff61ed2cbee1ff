using System.Text.RegularExpressions;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>The sources that the command line puts in the place of the feed file's.</summary>
/// <param name="Urls">Folders and URLs by the source's name.</param>
internal sealed partial record SourceOverrides(IReadOnlyDictionary<string, string> Urls)
{
    /// <summary>The names of the sources.</summary>
    public IReadOnlySet<string> Names => Urls.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads <c>NAME=URL</c> texts. No message repeats a URL that may hold a password.</summary>
    /// <exception cref="CommandException">A text has no such form, names no source of the feed, or its URL can't be used.</exception>
    public static SourceOverrides Parse(FeedDefinition feed, IReadOnlyList<string> texts)
    {
        var urls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var name = text.Split('=')[0];
            if (name.Length == text.Length || name.Length == text.Length - 1 || !Name().IsMatch(name))
            {
                throw NotAnOverride(feed);
            }

            var url = text[(name.Length + 1)..];
            if (!feed.Sources.ContainsKey(name))
            {
                throw Unknown(feed, name);
            }

            if (SourceUrl.FindMistake(url) is { } mistake)
            {
                throw SourceUrl.HoldsPassword(url) ? Password(feed, name) : Unusable(feed, name, mistake);
            }

            if (!urls.TryAdd(name, url))
            {
                throw Twice(feed, name);
            }
        }

        return new SourceOverrides(urls);
    }

    /// <summary>The feed with these sources.</summary>
    public FeedDefinition Apply(FeedDefinition feed) => feed with
    {
        Sources = feed.Sources.ToDictionary(
            source => source.Key,
            source => Urls.TryGetValue(source.Key, out var url) ? Replace(source.Value, url) : source.Value),
    };

    // A server on this machine stands in for the vendor's: nobody listens on the way, and it need not know the vendor's password.
    private static SourceDefinition Replace(SourceDefinition source, string url)
    {
        var replaced = source with { Url = url };
        if (!Uri.TryCreate(NightPlaceholder.Fill(url, DateOnly.MinValue), UriKind.Absolute, out var uri) || !uri.IsLoopback)
        {
            return replaced;
        }

        var hasPassword = source.PasswordEnv is not { } variable || Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
        return replaced with { Tls = TlsUse.None, PasswordEnv = hasPassword ? source.PasswordEnv : null };
    }

    private static CommandException NotAnOverride(FeedDefinition feed) => new(
        $"""
        --source takes NAME=URL: the name of a source of the feed, an equals sign, and a folder or a URL.
        Without the name it is not clear which source is meant.
        Nothing was fetched, and the warehouse is as it was.
        Write it like this: ./pipeline run {feed.Name} --source {feed.Sources.Keys.First()}=FOLDER
        """);

    private static CommandException Unknown(FeedDefinition feed, string name) => new(
        $"""
        Feed '{feed.Name}' has no source '{name}'; there are {string.Join(", ", feed.Sources.Keys.Order(StringComparer.Ordinal))}.
        A source that no dataset reads would change nothing, which is hardly what was meant.
        Nothing was fetched, and the warehouse is as it was.
        Name one that there is: ./pipeline run {feed.Name} --source {feed.Sources.Keys.First()}=FOLDER
        """);

    private static CommandException Password(FeedDefinition feed, string name)
    {
        var where = feed.Sources[name] switch
        {
            { PasswordEnv: { } variable } => $"the environment variable {variable}",
            { PasswordFile: { } file } => $"the file {file}",
            _ => $"an environment variable or a file, and name it in the feed file (password_env or password_file of source '{name}')",
        };
        return new CommandException(
            $"""
            The URL given for source '{name}' holds a password.
            Every user of this machine can read a command line, and it stays in the shell's history: take it for known, and change it.
            Nothing was fetched, and the warehouse is as it was.
            Put the password into {where}; then run: ./pipeline run {feed.Name} --source {name}=URL
            """);
    }

    private static CommandException Unusable(FeedDefinition feed, string name, string mistake) => new(
        $"""
        The URL given for source '{name}' {mistake}.
        Its files could not be found by it.
        Nothing was fetched, and the warehouse is as it was.
        Write it anew: ./pipeline run {feed.Name} --source {name}=URL
        """);

    private static CommandException Twice(FeedDefinition feed, string name) => new(
        $"""
        Source '{name}' is given twice.
        Which of the two was meant would be a guess.
        Nothing was fetched, and the warehouse is as it was.
        Give it once: ./pipeline run {feed.Name} --source {name}=URL
        """);

    [GeneratedRegex(@"^[A-Za-z0-9_-]+$")]
    private static partial Regex Name();
}
