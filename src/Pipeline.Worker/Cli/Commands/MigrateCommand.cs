using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary>
/// <c>migrate</c>: creates and upgrades what the platform itself needs in a warehouse; with a feed, brings that feed's tables to
/// what its feed file says by now. Safe to repeat, never destructive.
/// </summary>
internal sealed class MigrateCommand : PipelineCommand
{
    private static readonly Argument<string?> Feed = new("FEED")
    {
        Description = "A feed whose feed file has changed: show what that means for its tables, and make it so. [default: the warehouse's own schemas]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "With FEED: show what it would do, and write nothing." };

    private static readonly Option<bool> AcceptNewVersions = new("--accept-new-versions")
    {
        Description = "With FEED: also make changes by which records get new versions at the next night although they did not change.",
    };

    private static readonly Option<bool> Rebuild = new("--rebuild")
    {
        Description = "With FEED: tell the history of datasets whose changes are not made in place anew, from the archive; what was believed stays as superseded.",
    };

    private static readonly Option<string?> Reason = new("--reason") { HelpName = "TEXT", Description = "With --rebuild: why; kept with who did it and when." };

    public MigrateCommand() : base("migrate", "Create or upgrade the warehouse's schemas, or bring a feed's tables to its changed feed file; never destructive.")
    {
        Add(Feed);
        Add(DryRun);
        Add(AcceptNewVersions);
        Add(Rebuild);
        Add(Reason);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline migrate",
        "./pipeline migrate --warehouse postgres:",
        "./pipeline migrate --warehouse sqlserver:",
        "./pipeline migrate --warehouse sqlite:/var/lib/pipeline/warehouse --json",
        "./pipeline migrate streaming --dry-run",
        "./pipeline migrate streaming --accept-new-versions",
        "./pipeline migrate streaming --rebuild --reason \"books are known by their isbn\"",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var isJson = parsed.GetValue(CommonOptions.Json);
        if (parsed.GetValue(Feed) is { } feed)
        {
            var wish = new MigrationWish(parsed.GetValue(DryRun), parsed.GetValue(AcceptNewVersions), parsed.GetValue(Rebuild), parsed.GetValue(Reason)?.Trim());
            return await new FeedMigrationRunner(host.Services, terminal, wish, isJson).RunAsync(feed, cancellationToken);
        }

        RequireNoFlagOfFeeds(parsed);
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        var scripts = await warehouse.Schema.MigrateAsync(cancellationToken);
        if (isJson)
        {
            terminal.WriteLine(Json.Text(scripts));
            return ExitCode.Done;
        }

        var table = new TextTable("script", "what was done");
        foreach (var script in scripts)
        {
            table.Add(script.Name, script.WasRun ? "run now" : "nothing: it was run before");
        }

        terminal.Write(table);
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{warehouse.Name} is up to date: {scripts.Count(script => script.WasRun)} of {scripts.Count} script(s) run now."));
        return ExitCode.Done;
    }

    private static void RequireNoFlagOfFeeds(ParseResult parsed)
    {
        if (new[] { DryRun, AcceptNewVersions, Rebuild }.FirstOrDefault(parsed.GetValue) is { } flag)
        {
            throw new CommandException(
                $"""
                {flag.Name} is given without a feed.
                It is about a feed file that has changed; the warehouse's own scripts are safe to run, and change no history.
                Nothing was read or written.
                Name the feed: ./pipeline migrate FEED {flag.Name}
                """,
                ExitCode.Usage);
        }
    }
}
