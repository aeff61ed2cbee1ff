using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>roles</c>: prints the script with which a database's owner says who may do what. It connects to nothing.</summary>
internal sealed class RolesCommand : PipelineCommand
{
    public RolesCommand() : base("roles", "Print the script that creates the roles of worker, BI and operators, for the database's owner to read and run.") =>
        Add(CommonOptions.Warehouse);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline roles --warehouse postgres:",
        "./pipeline roles --warehouse sqlite:/var/lib/pipeline/warehouse",
    ];

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        terminal.WriteLine(host.Services.GetRequiredService<ReadRoles>().Run());
        return Task.FromResult(ExitCode.Done);
    }
}
