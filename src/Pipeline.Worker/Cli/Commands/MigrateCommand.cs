using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary>
/// <c>migrate</c>: creates and upgrades what the platform itself needs in a warehouse; with a feed, brings that feed's tables to
/// what its feed file says now. Safe to repeat, never destructive.
/// </summary>
internal sealed class MigrateCommand : PipelineCommand
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
    protected override Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Feed) is not { } feed)
        {
            return MigrateWarehouseAsync(parsed, terminal, cancellationToken);
        }

        var request = new MigrateFeedRequest(feed)
        {
            IsDryRun = parsed.GetValue(DryRun),
            AcceptsNewVersions = parsed.GetValue(AcceptNewVersions),
            Rebuilds = parsed.GetValue(Rebuild),
            Reason = parsed.GetValue(Reason)?.Trim(),
            DecidedBy = Person,
        };
        return MigrateFeedAsync(request, parsed, terminal, cancellationToken);
    }

    private static async Task<ExitCode> MigrateWarehouseAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        RequireNoFlagOfFeeds(parsed);
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var result = await host.Services.GetRequiredService<MigrateWarehouse>().RunAsync(cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(result.Scripts));
        }
        else
        {
            MigrationOutput.Write(result.Scripts, host.Services.GetRequiredService<IWarehouse>().Name, terminal);
        }

        MigrationOutput.Write(result.Advice, terminal);
        return ExitCode.Done;
    }

    private static async Task<ExitCode> MigrateFeedAsync(
        MigrateFeedRequest request, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var isJson = parsed.GetValue(CommonOptions.Json);
        var output = new MigrationOutput(terminal, host.Services.GetRequiredService<IWarehouse>().Name, isJson);
        var review = await host.Services.GetRequiredService<PlanMigration>().RunAsync(request, cancellationToken);
        output.Write(request, review);
        if (review.Refusal is { } refusal)
        {
            throw new CommandException(refusal);
        }

        if (!review.NeedsRebuild)
        {
            var waiting = request.IsDryRun ? null : await host.Services.GetRequiredService<MigrateFeed>().RunAsync(request, review, cancellationToken);
            output.WriteEnd(request, review, waiting);
            return ExitCode.Done;
        }

        var rebuild = host.Services.GetRequiredService<RebuildFeed>();
        output.WriteFiles(review.Files);
        await rebuild.CheckAsync(review, cancellationToken);
        if (request.IsDryRun)
        {
            output.WriteRebuildable(request.Feed);
            return ExitCode.Done;
        }

        var result = await rebuild.RunAsync(request, review, host.Watch(terminal, isJson), cancellationToken);
        if (result.Stopped is { } stopped)
        {
            return BackfillOutput.Write(stopped, result.Cause, result.Reports, terminal);
        }

        output.WriteRebuilt(request.Feed);
        return ExitCode.Done;
    }

    private static void RequireNoFlagOfFeeds(ParseResult parsed)
    {
        if (new[] { DryRun, AcceptNewVersions, Rebuild }.FirstOrDefault(parsed.GetValue) is { } flag)
        {
            throw new CommandException(new Fault
            {
                What = $"{flag.Name} is given without a feed.",
                Why = "It concerns a feed file that has changed; the warehouse's own scripts are safe to run, and change no history.",
                Untouched = "Nothing was read or written.",
                Next = [NextStep.Run("Name the feed", "migrate", NextStep.Feed, flag.Name)],
            });
        }
    }
}
