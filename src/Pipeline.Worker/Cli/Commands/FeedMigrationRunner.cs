using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Migration;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary>What <c>migrate FEED</c> does: shows what a feed file says otherwise, makes it so where no version that is written changes, and tells history anew where that is asked for.</summary>
/// <param name="services">The services of the command.</param>
/// <param name="terminal">Where it is shown.</param>
/// <param name="wish">How far it may go.</param>
/// <param name="isJson">Whether it is shown for machines.</param>
internal sealed class FeedMigrationRunner(IServiceProvider services, Terminal terminal, MigrationWish wish, bool isJson)
{
    private readonly IWarehouse _warehouse = services.GetRequiredService<IWarehouse>();
    private readonly Archive _archive = services.GetRequiredService<Archive>();

    public async Task<ExitCode> RunAsync(string name, CancellationToken cancellationToken)
    {
        var feed = FeedReader.Read(services.GetRequiredService<PipelineSettings>().FeedsFolder, name);
        var migration = new FeedMigration(_warehouse, services.GetRequiredService<TimeProvider>());
        var rebuild = new FeedRebuild(_warehouse, _archive, services.GetRequiredService<NightOptions>().WorkFolder);
        var plan = await migration.PlanAsync(feed, cancellationToken);
        var canBeMade = plan.CanBeMade(wish.AcceptsNewVersions, wish.Rebuilds);
        RequireReason(plan);
        var files = await rebuild.PlanAsync(feed, plan, wish.AcceptsNewVersions || !wish.Rebuilds, cancellationToken);
        if (isJson)
        {
            terminal.WriteLine(Json.Line(MigrationOutput.ToJson(plan, files, isMade: canBeMade && !wish.IsDryRun)));
        }
        else
        {
            MigrationOutput.Write(plan, _warehouse.Name, terminal);
        }

        if (!canBeMade)
        {
            throw plan.Refused.Any() ? Refused(plan, await NightsAsync(feed, cancellationToken))
                : plan.WithRebuild.Any() ? Unrebuilt(plan, files)
                : Unaccepted(plan);
        }

        if (!wish.Rebuilds || files.Files.Count == 0)
        {
            if (!wish.IsDryRun)
            {
                await migration.RunAsync(feed, wish.AcceptsNewVersions, null, cancellationToken);
            }

            Tell(End(plan));
            if (!wish.IsDryRun && await RebuildGate.TellAsync(_warehouse, feed, cancellationToken) is { } waiting)
            {
                Tell($"{waiting} Go on with it: ./pipeline migrate {feed.Name} --rebuild");
            }

            return ExitCode.Done;
        }

        Tell(MigrationOutput.Text(files));
        await rebuild.RequireAsync(feed, files, cancellationToken);
        if (wish.IsDryRun)
        {
            Tell($"Each of them can be told again. Nothing was written. Make it so: {Command(feed.Name)}");
            return ExitCode.Done;
        }

        var decision = new RebuildDecision(rebuild, files, wish.Reason ?? "", $"{Environment.UserName} on {Environment.MachineName}");
        await migration.RunAsync(feed, wish.AcceptsNewVersions, decision, cancellationToken);
        return await TellAgainAsync(feed, cancellationToken);
    }

    // Each night as it came, oldest first; gold is kept until the last of them.
    private async Task<ExitCode> TellAgainAsync(FeedDefinition feed, CancellationToken cancellationToken)
    {
        var waiting = await RebuildPlan.UnfinishedAsync(_warehouse, feed, cancellationToken);
        var runner = new NightRunner(services, terminal, isJson);
        foreach (var (told, night) in waiting.Nights.Index())
        {
            var request = new NightRequest(feed, night, IsLatest: false, new HashSet<string>()) { Mode = NightMode.Rebuild(waiting.FilesOf(night)) };
            if (await runner.RunAsync(request, cancellationToken) is not ExitCode.Done and var ended)
            {
                terminal.Note(string.Create(CultureInfo.InvariantCulture, $"""

                    The rebuild stopped at night {NightRange.Name(night)}: {told} night(s) before it are told again, {waiting.Nights.Count - told - 1} after it are not.
                    Gold is kept until all of them are.
                    When the cause is mended, go on with: ./pipeline migrate {feed.Name} --rebuild
                    """));
                return ended;
            }
        }

        Tell($"What was believed before stays in the tables __superseded; noted in ops.schema_changes. Next: ./pipeline verify {feed.Name} --all");
        return ExitCode.Done;
    }

    private void Tell(string line)
    {
        if (!isJson)
        {
            terminal.WriteLine(terminal.WithFlags(line));
        }
    }

    private string End(FeedMigrationPlan plan) => plan.Changes.Count == 0
        ? $"The feed file of '{plan.Feed}' says what {_warehouse.Name} was built with: there is nothing to do."
        : wish.IsDryRun
            ? $"Nothing was written. Make it so: ./pipeline migrate {plan.Feed}{(plan.WithNewVersions.Any() ? " --accept-new-versions" : "")}"
            : $"{_warehouse.Name} is as the feed file of '{plan.Feed}' says; noted in ops.schema_changes. Next: ./pipeline validate {plan.Feed}";

    private async Task<string> NightsAsync(FeedDefinition feed, CancellationToken cancellationToken)
    {
        var nights = (await _warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken)).Select(night => night.Night.Name).Order(StringComparer.Ordinal).ToList();
        return nights.Count == 0 ? "FIRST..LAST" : $"{nights[0]}..{nights[^1]}";
    }

    private CommandException Refused(FeedMigrationPlan plan, string nights) => new(
        string.Create(CultureInfo.InvariantCulture, $"""
            The feed file of '{plan.Feed}' asks for {plan.Refused.Count()} change(s) that no migration makes: {Names(plan.Refused)}.
            They are about what and where the table is, which is decided when it is made.
            Nothing was changed, neither what is refused nor what is safe.
            Put the definition back, or load the new one as a dataset of another name; or build another warehouse with it from the archive: ./pipeline run {plan.Feed} --backfill {nights} --warehouse sqlite:other --archive {Queries.ShortPath(_archive.Root)}
            """),
        ExitCode.Usage);

    private static CommandException Unrebuilt(FeedMigrationPlan plan, RebuildPlan files) => new(
        string.Create(CultureInfo.InvariantCulture, $"""
            The feed file of '{plan.Feed}' asks for {plan.WithRebuild.Count()} change(s) that would rewrite versions that are written: {Names(plan.WithRebuild)}.
            They were exact when they were written, and what they say is never changed in place.
            Nothing was changed, neither this nor what is safe.
            Put the definition back; or have the history told anew from the archive ({files.Nights.Count} night(s)), with what was believed kept as superseded: {Command(plan.Feed)}
            """),
        ExitCode.Usage);

    private static CommandException Unaccepted(FeedMigrationPlan plan) => new(
        $"""
        The feed file of '{plan.Feed}' asks for changes by which records get new versions although they did not change: {Names(plan.WithNewVersions)}.
        History would show at the next night what no delivery has told, so that is done only where somebody says so.
        Nothing was changed, neither this nor what is safe.
        Put the definition back, or accept it: ./pipeline migrate {plan.Feed} --accept-new-versions
        """,
        ExitCode.Usage);

    private void RequireReason(FeedMigrationPlan plan)
    {
        if (wish is { Rebuilds: false, Reason: not null })
        {
            throw new CommandException(
                $"""
                --reason is given without --rebuild.
                It says why history is told anew, and nothing else of a migration asks for it.
                Nothing was written.
                Leave it out, or write: {Command(plan.Feed)}
                """);
        }

        if (wish is { Rebuilds: true, IsDryRun: false } && string.IsNullOrEmpty(wish.Reason) && plan.ToRebuild(wish.AcceptsNewVersions).Count > 0)
        {
            throw new CommandException(
                $"""
                --reason is missing.
                Whoever finds history told anew must be able to read why.
                Nothing was written.
                Write it out: {Command(plan.Feed)}
                """);
        }
    }

    private static string Command(string feed) => $"./pipeline migrate {feed} --rebuild --reason TEXT";

    private static string Names(IEnumerable<FeedChange> changes) => string.Join(", ", changes.Select(MigrationOutput.Name).Distinct());
}

/// <summary>How far a migration may go.</summary>
/// <param name="IsDryRun">Whether it is shown only.</param>
/// <param name="AcceptsNewVersions">Whether versions that no delivery asked for are accepted.</param>
/// <param name="Rebuilds">Whether history is told anew where it can't be changed in place.</param>
/// <param name="Reason">Why it is told anew; null where nothing is taken out of silver.</param>
internal sealed record MigrationWish(bool IsDryRun, bool AcceptsNewVersions, bool Rebuilds, string? Reason);
