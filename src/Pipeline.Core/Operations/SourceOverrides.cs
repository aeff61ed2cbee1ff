using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Operations;

/// <summary>Folders and URLs that are read in place of the feed file's, by the source's name.</summary>
/// <param name="Urls">Folders and URLs by the source's name.</param>
public sealed record SourceOverrides(IReadOnlyDictionary<string, string> Urls)
{
    /// <summary>The names of the sources.</summary>
    public IReadOnlySet<string> Names => Urls.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>The feed with these sources.</summary>
    /// <exception cref="RefusedException">The feed has no such source, or a URL can't be used. No message repeats a URL that may contain a password.</exception>
    public FeedDefinition ApplyTo(FeedDefinition feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        foreach (var (name, url) in Urls)
        {
            Require(feed, name, url);
        }

        return feed with
        {
            Sources = feed.Sources.ToDictionary(
                source => source.Key,
                source => Urls.TryGetValue(source.Key, out var url) ? Replace(source.Value, url) : source.Value),
        };
    }

    private static void Require(FeedDefinition feed, string name, string url)
    {
        if (!feed.Sources.ContainsKey(name))
        {
            throw Refused(
                $"Feed '{feed.Name}' has no source '{name}'; it has {string.Join(", ", feed.Sources.Keys.Order(StringComparer.Ordinal))}.",
                "A source that no dataset reads would change nothing.",
                NextStep.Run("Name one of them", "run", feed.Name, "--source", $"{feed.Sources.Keys.First()}=FOLDER"));
        }

        if (SourceUrl.FindMistake(url) is not { } mistake)
        {
            return;
        }

        throw SourceUrl.HoldsPassword(url)
            ? Refused(
                $"The URL given for source '{name}' contains a password.",
                "Every user of this machine can read a command line, and it stays in the shell's history: assume that it is known, and change it.",
                NextStep.Run($"Put the password into {PlaceOfPassword(feed.Sources[name], name)}; then run", "run", feed.Name, "--source", $"{name}=URL"))
            : Refused(
                $"The URL given for source '{name}' {mistake}.",
                "Its files could not be found with it.",
                NextStep.Run("Correct it", "run", feed.Name, "--source", $"{name}=URL"));
    }

    private static string PlaceOfPassword(SourceDefinition source, string name) => source switch
    {
        { PasswordEnv: { } variable } => $"the environment variable {variable}",
        { PasswordFile: { } file } => $"the file {file}",
        _ => $"an environment variable or a file, and name it in the feed file (password_env or password_file of source '{name}')",
    };

    // A server on this machine replaces the vendor's in a test: nobody listens on the way, and it need not know the vendor's password.
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

    private static RefusedException Refused(string what, string why, NextStep next) => new(new Fault
    {
        What = what,
        Why = why,
        Untouched = "Nothing was received, and the warehouse is unchanged.",
        Next = [next],
    });
}
