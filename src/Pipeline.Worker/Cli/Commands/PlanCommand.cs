using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>plan</c>: computes a night in a copy of the warehouse, and writes nothing.</summary>
internal sealed class PlanCommand : PipelineCommand
{
    private static readonly Option<string?> Night = new("--night")
    {
        HelpName = "yyyy-MM-dd",
        Description = "The night to compute. [default: the latest whose scheduled time has passed]",
    };

    public PlanCommand() : base("plan", "Show what a night would do, without writing to the warehouse: counts, samples, guards, and how gold would change.")
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
    protected override (string Untouched, NextStep Next) AfterCancellation =>
        ("Nothing was written to the warehouse; what has been received is kept in the archive.", new NextStep("Run it again whenever you like"));

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var feed = parsed.GetRequiredValue(CommonOptions.Feed);
        var night = NightArguments.Range(feed, parsed.GetValue(Night), null)?.From;
        var request = new DryRunNightRequest(feed, night, SourceArguments.Parse(feed, parsed.GetValue(CommonOptions.Source)));
        var isJson = parsed.GetValue(CommonOptions.Json);
        var plan = await NightProgress.WatchAsync(
            terminal,
            isJson,
            host.Services.GetRequiredService<TimeProvider>(),
            progress => host.Services.GetRequiredService<DryRunNight>().RunAsync(request, progress, cancellationToken));
        new PlanOutput(terminal, host.Services.GetRequiredService<IWarehouse>()).Show(plan, isJson);
        return plan.Night.ExitCode;
    }
}
