using System.CommandLine;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>What <c>migrate</c> takes.</summary>
internal static class MigrateArguments
{
    private static readonly Argument<string?> Feed = new("FEED")
    {
        Description = "A feed whose feed file has changed: show what that means for its tables, and carry it out. [default: the warehouse's own schemas]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "With FEED: show what it would do, and write nothing." };

    private static readonly Option<bool> AcceptNewVersions = new("--accept-new-versions")
    {
        Description = "With FEED: also carry out changes by which records get new versions at the next night although they did not change.",
    };

    private static readonly Option<bool> Rebuild = new("--rebuild")
    {
        Description = "With FEED: rebuild the history of datasets that can't be changed in place from the archive; the former versions are kept as superseded.",
    };

    private static readonly Option<string?> Reason = new("--reason") { HelpName = "TEXT", Description = "With --rebuild: why; kept with who did it and when." };

    /// <summary>Adds them to the command, with what several commands take.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Feed);
        foreach (Option option in new Option[]
            { DryRun, AcceptNewVersions, Rebuild, Reason, CommonOptions.Warehouse, CommonOptions.Feeds, CommonOptions.Archive, CommonOptions.Json })
        {
            command.Add(option);
        }
    }

    /// <summary>The migration of a feed that is asked for; null where no feed is named: the warehouse's own schemas are meant.</summary>
    /// <exception cref="CommandException">A flag that concerns a feed is given without one.</exception>
    public static MigrateFeedRequest? Parse(ParseResult parsed, string person)
    {
        if (parsed.GetValue(Feed) is not { } feed)
        {
            return new[] { DryRun, AcceptNewVersions, Rebuild }.FirstOrDefault(parsed.GetValue) is { } flag ? throw WithoutFeed(flag) : null;
        }

        return new MigrateFeedRequest(feed)
        {
            IsDryRun = parsed.GetValue(DryRun),
            AcceptsNewVersions = parsed.GetValue(AcceptNewVersions),
            Rebuilds = parsed.GetValue(Rebuild),
            Reason = parsed.GetValue(Reason)?.Trim(),
            DecidedBy = person,
        };
    }

    private static CommandException WithoutFeed(Option flag) => new(new Fault
    {
        What = $"{flag.Name} is given without a feed.",
        Why = "It concerns a feed file that has changed; the warehouse's own scripts are safe to run, and change no history.",
        Untouched = "Nothing was read or written.",
        Next = [NextStep.Run("Name the feed", "migrate", NextStep.Feed, flag.Name)],
    });
}
