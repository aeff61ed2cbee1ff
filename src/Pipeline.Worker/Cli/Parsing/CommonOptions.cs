using System.CommandLine;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>What several commands take alike.</summary>
internal static class CommonOptions
{
    public static Option<string?> Warehouse { get; } = new("--warehouse")
    {
        HelpName = "ENGINE:WHERE",
        Description = "The warehouse: sqlite:DIR, postgres:CONNECTION or sqlserver:CONNECTION (the name alone takes it from PIPELINE_POSTGRES or PIPELINE_SQLSERVER). [default: sqlite:warehouse]",
    };

    public static Option<string?> Feeds { get; } = new("--feeds")
    {
        HelpName = "DIR",
        Description = "The folder that holds FEED/feed.yaml. [default: sql/feeds]",
    };

    public static Option<string?> Archive { get; } = new("--archive")
    {
        HelpName = "DIR",
        Description = "Where every file that was ever received is kept. [default: archive in the warehouse's folder]",
    };

    public static Option<string[]> Source { get; } = new("--source")
    {
        HelpName = "NAME=URL",
        Description = "Read a source of the feed from this folder or URL instead; may be given for each source. "
            + "Its password, TLS and certificates stay as the feed file says; a server on this machine needs neither.",
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON for machines, and nothing else on standard output.",
    };

    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Add to each error where in the program it occurred.",
        Recursive = true,
    };

    public static Argument<string> Feed { get; } = new("FEED") { Description = "The feed: the name of its folder, such as streaming." };

    public static Argument<string?> FeedIfAny { get; } = new("FEED")
    {
        Description = "The feed. [default: every feed]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The settings that a command line gives, by their keys.</summary>
    public static Dictionary<string, string?> Settings(ParseResult parsed) => new[] { Warehouse, Feeds, Archive }
        .Where(option => parsed.CommandResult.Command.Options.Contains(option))
        .ToDictionary(
            option => char.ToUpperInvariant(option.Name[2]) + option.Name[3..],
            parsed.GetValue);
}
