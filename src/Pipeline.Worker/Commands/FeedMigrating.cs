using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Errors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Migration;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Output;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Commands;

/// <summary>What <c>migrate FEED</c> does: shows what a feed file says otherwise, and makes it so where no version that is written changes.</summary>
/// <param name="services">The services of the command.</param>
/// <param name="terminal">Where it is shown.</param>
/// <param name="isDryRun">Whether it is shown only.</param>
/// <param name="acceptsNewVersions">Whether versions that no delivery asked for are accepted.</param>
/// <param name="isJson">Whether it is shown for machines.</param>
internal sealed class FeedMigrating(IServiceProvider services, Terminal terminal, bool isDryRun, bool acceptsNewVersions, bool isJson)
{
    private readonly IWarehouse _warehouse = services.GetRequiredService<IWarehouse>();

    public async Task<ExitCode> RunAsync(string name, CancellationToken cancellationToken)
    {
        var feed = FeedReader.Read(services.GetRequiredService<PipelineSettings>().FeedsFolder, name);
        var migration = new FeedMigration(_warehouse, services.GetRequiredService<TimeProvider>());
        var plan = isDryRun
            ? await migration.PlanAsync(feed, cancellationToken)
            : await migration.RunAsync(feed, acceptsNewVersions, cancellationToken);
        var canBeMade = plan.CanBeMade(acceptsNewVersions);
        if (isJson)
        {
            terminal.WriteLine(Json.Text(MigrationOutput.ToJson(plan, isMade: canBeMade && !isDryRun)));
        }
        else
        {
            MigrationOutput.Write(plan, _warehouse.Name, terminal);
            WriteEnd(plan, canBeMade);
        }

        return canBeMade ? ExitCode.Done
            : plan.Refused.Any() ? throw Refused(plan, await NightsAsync(feed, cancellationToken))
            : throw Unaccepted(plan);
    }

    private void WriteEnd(FeedMigrationPlan plan, bool canBeMade)
    {
        if (!canBeMade)
        {
            return;
        }

        terminal.WriteLine(terminal.Retold(plan.Changes.Count == 0
            ? $"The feed file of '{plan.Feed}' says what {_warehouse.Name} was built with: there is nothing to do."
            : isDryRun
                ? $"Nothing was written. Make it so: ./pipeline migrate {plan.Feed}{(plan.WithNewVersions.Any() ? " --accept-new-versions" : "")}"
                : $"{_warehouse.Name} is as the feed file of '{plan.Feed}' says; noted in ops.schema_changes. Next: ./pipeline validate {plan.Feed}"));
    }

    private async Task<string> NightsAsync(FeedDefinition feed, CancellationToken cancellationToken)
    {
        var nights = (await _warehouse.AcceptedAsync(feed.Name, cancellationToken)).Select(night => night.Night.Name).Order(StringComparer.Ordinal).ToList();
        return nights.Count == 0 ? "FIRST..LAST" : $"{nights[0]}..{nights[^1]}";
    }

    private CommandException Refused(FeedMigrationPlan plan, string nights) => new(
        string.Create(CultureInfo.InvariantCulture, $"""
            The feed file of '{plan.Feed}' asks for {plan.Refused.Count()} change(s) that would rewrite versions that are written: {Names(plan.Refused)}.
            They were exact when they were written, and what they say is never changed in place.
            Nothing was changed, neither what is refused nor what is safe.
            Put the definition back, or load the new one as a dataset of another name; or build another warehouse with it from the archive: ./pipeline run {plan.Feed} --backfill {nights} --warehouse sqlite:other --archive {Queries.ShortPath(services.GetRequiredService<Archive>().Root)}
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

    private static string Names(IEnumerable<FeedChange> changes) => string.Join(", ", changes.Select(MigrationOutput.Name).Distinct());
}
