using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
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
    public MigrateCommand() : base("migrate", "Create or upgrade the warehouse's schemas, or bring a feed's tables to its changed feed file; never destructive.") =>
        MigrateArguments.AddTo(this);

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
        var request = MigrateArguments.Parse(parsed, Person);
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var isJson = parsed.GetValue(CommonOptions.Json);
        var output = new MigrationOutput(terminal, host.Services.GetRequiredService<IWarehouse>().Name, isJson);
        if (request is null)
        {
            output.Write(await host.Services.GetRequiredService<MigrateWarehouse>().RunAsync(cancellationToken));
            return ExitCode.Done;
        }

        var result = await host.Services.GetRequiredService<MigrateFeed>().RunAsync(request, output, host.Watch(terminal, isJson), cancellationToken);
        return result.Stopped is { } stopped ? BackfillOutput.Write(stopped, result.Cause, result.Reports, terminal) : ExitCode.Done;
    }
}
