using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>publish</c>: builds and publishes gold from the current silver, or returns to the generation before.</summary>
internal sealed class PublishCommand : PipelineCommand
{
    private static readonly Option<bool> Rollback = new("--rollback")
    {
        Description = "Return readers to the generation before; a second call returns them to the newer one.",
    };

    public PublishCommand() : base("publish", "Build, check and publish gold from the current silver; or return to the generation before.")
    {
        Add(CommonOptions.Feed);
        Add(Rollback);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline publish streaming",
        "./pipeline publish streaming --rollback",
        "./pipeline publish streaming --rollback --warehouse postgres: --json",
    ];

    /// <inheritdoc/>
    protected override (string Untouched, NextStep Next) AfterCancellation =>
        ("Gold is published as a whole or not at all: readers have what they had.", new NextStep("Run it again whenever you like"));

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: true);
        var feed = parsed.GetRequiredValue(CommonOptions.Feed);
        var isJson = parsed.GetValue(CommonOptions.Json);
        if (!parsed.GetValue(Rollback))
        {
            var report = await host.Watch(terminal, isJson).WatchGoldAsync(
                progress => host.Services.GetRequiredService<PublishGold>().RunAsync(feed, progress, cancellationToken));
            return report.ExitCode;
        }

        var rollback = await host.Services.GetRequiredService<RollBackGold>().RunAsync(feed, cancellationToken);
        if (isJson)
        {
            terminal.WriteLine(Json.Text(rollback));
        }
        else
        {
            GoldRollbackOutput.Write(feed, rollback, terminal);
        }

        return ExitCode.Done;
    }
}
