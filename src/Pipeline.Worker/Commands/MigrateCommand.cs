using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Errors;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Output;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Commands;

/// <summary><c>migrate</c>: creates and upgrades what the platform itself needs in a warehouse. Safe to repeat, never destructive.</summary>
internal sealed class MigrateCommand : PipelineCommand
{
    public MigrateCommand() : base("migrate", "Create or upgrade the warehouse's schemas; safe to repeat, and never destructive.") =>
        Add(CommonOptions.Warehouse);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline migrate",
        "./pipeline migrate --warehouse postgres:",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        await warehouse.MigrateAsync(cancellationToken);
        terminal.WriteLine($"{warehouse.Name} is up to date.");
        return ExitCode.Done;
    }
}
