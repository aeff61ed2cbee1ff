using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>plan</c>: a night as the run would take it, in a twin of the warehouse that is thrown away.</summary>
internal sealed class PlanCommand : PipelineCommand
{
    private static readonly Option<string?> Night = new("--night")
    {
        HelpName = "yyyy-MM-dd",
        Description = "The night to try. [default: the latest whose scheduled time has passed]",
    };

    public PlanCommand() : base("plan", "Show what a night would do, without writing to the warehouse: counts, samples, guards, and how gold would move.")
    {
        Add(CommonOptions.Feed);
        Add(Night);
        Add(CommonOptions.Source);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline plan streaming",
        "./pipeline plan streaming --night 2021-12-31 --source vendor=data/streaming/vendor/2021-12-31",
        "./pipeline plan streaming --json",
    ];

    /// <inheritdoc/>
    protected override string AfterCancellation => "Nothing was written to the warehouse; what has been received is kept in the archive.\nRun it again whenever you like.";

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var clock = host.Services.GetRequiredService<TimeProvider>();
        var declared = FeedReader.Read(host.Services.GetRequiredService<PipelineSettings>().FeedsFolder, parsed.GetRequiredValue(CommonOptions.Feed));
        var overrides = SourceOverrides.Parse(declared, parsed.GetValue(CommonOptions.Source) ?? []);
        var feed = overrides.Apply(declared);
        var latest = feed.Schedule.LatestNight(clock.GetUtcNow());
        var night = NightRange.Parse(feed.Name, parsed.GetValue(Night), null, latest).From;

        var isJson = parsed.GetValue(CommonOptions.Json);
        var plan = host.Services.GetRequiredService<DryRun>();
        var report = await NightProgress.WatchAsync(terminal, isJson, clock, progress => plan.RunAsync(
            new NightRequest(feed, night, IsLatest: night == latest, overrides.Names), progress, cancellationToken));
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        if (isJson)
        {
            terminal.WriteLine(Json.Text(PlanOutput.ToJson(report, warehouse)));
        }
        else
        {
            PlanOutput.Write(report, warehouse, terminal);
        }

        return report.Night.ExitCode;
    }
}
