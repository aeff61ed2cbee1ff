using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>run</c>: takes a feed through one night, or through several in order.</summary>
internal sealed class RunCommand : PipelineCommand
{
    private static readonly Option<string?> Night = new("--night")
    {
        HelpName = "yyyy-MM-dd",
        Description = "The night to run. [default: the latest whose scheduled time has passed]",
    };

    private static readonly Option<string?> Backfill = new("--backfill")
    {
        HelpName = "FROM..TO",
        Description = "Run these nights in order; files need {night:yyyy-MM-dd} in their name or URL, or are read from the archive.",
    };

    private string? _afterCancellation;

    public RunCommand() : base("run", "Take a feed through a night: receive, compare, land, merge, build, check, publish.")
    {
        Add(CommonOptions.Feed);
        Add(Night);
        Add(Backfill);
        Add(CommonOptions.Source);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline run streaming",
        "./pipeline run streaming --night 2021-12-29 --source vendor=data/streaming/vendor/2021-12-29",
        "./pipeline run streaming --backfill 2021-12-29..2021-12-31 --source \"vendor=data/streaming/vendor/{night:yyyy-MM-dd}\"",
        "./pipeline run streaming --warehouse sqlite:/var/lib/pipeline/warehouse --json",
    ];

    /// <inheritdoc/>
    protected override string AfterCancellation => _afterCancellation ?? base.AfterCancellation;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: true);
        var settings = host.Services.GetRequiredService<PipelineSettings>();
        var clock = host.Services.GetRequiredService<TimeProvider>();

        var declared = FeedReader.Read(settings.FeedsFolder, parsed.GetRequiredValue(CommonOptions.Feed));
        var overrides = SourceOverrides.Parse(declared, parsed.GetValue(CommonOptions.Source) ?? []);
        var feed = overrides.Apply(declared);
        var latest = feed.Schedule.LatestNight(clock.GetUtcNow());
        var nights = NightRange.Parse(feed.Name, parsed.GetValue(Night), parsed.GetValue(Backfill), latest);
        nights.RequireFiles(feed, overrides.Names, host.Services.GetRequiredService<Archive>(), latest);

        _afterCancellation =
            $"""
            A dataset whose merge had ended has accepted its night; the others and gold are as they were.
            Nothing is half written: what has been received is kept, and the same night goes on from it.
            Run it again: ./pipeline run {feed.Name} --night yyyy-MM-dd
            """;
        var runner = new NightRunner(host.Services, terminal, parsed.GetValue(CommonOptions.Json));
        return await runner.RunAsync(feed, nights, overrides, latest, cancellationToken);
    }
}
