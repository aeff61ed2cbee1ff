using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>status</c>: the last nights, the last accepted night of each dataset, and how fresh gold is.</summary>
internal sealed class StatusCommand : PipelineCommand
{
    public StatusCommand() : base("status", "Show the last nights, each dataset's last accepted night, and how fresh gold is; also while a run is at work.")
    {
        Add(CommonOptions.FeedIfAny);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline status",
        "./pipeline status streaming --warehouse sqlite:/var/lib/pipeline/warehouse",
        "./pipeline status streaming --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var statuses = await host.Services.GetRequiredService<ReadStatus>().RunAsync(parsed.GetValue(CommonOptions.FeedIfAny), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(statuses.Select(StatusOutput.ToJson)));
            return ExitCode.Done;
        }

        foreach (var status in statuses)
        {
            StatusOutput.Write(status, host.Services.GetRequiredService<IWarehouse>(), terminal);
        }

        return ExitCode.Done;
    }
}
