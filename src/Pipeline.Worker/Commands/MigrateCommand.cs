using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Errors;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Output;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Commands;

/// <summary><c>migrate</c>: creates and upgrades what the platform itself needs in a warehouse. Safe to repeat, never destructive.</summary>
internal sealed class MigrateCommand : PipelineCommand
{
    public MigrateCommand() : base("migrate", "Create or upgrade the warehouse's schemas; safe to repeat, and never destructive.")
    {
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline migrate",
        "./pipeline migrate --warehouse postgres:",
        "./pipeline migrate --warehouse sqlserver:",
        "./pipeline migrate --warehouse sqlite:/var/lib/pipeline/warehouse --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        var scripts = await warehouse.MigrateAsync(cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(scripts));
            return ExitCode.Done;
        }

        var table = new TextTable("script", "what was done");
        foreach (var script in scripts)
        {
            table.Add(script.Name, script.WasRun ? "run now" : "nothing: it was run before");
        }

        terminal.Write(table);
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{warehouse.Name} is up to date: {scripts.Count(script => script.WasRun)} of {scripts.Count} script(s) run now."));
        return ExitCode.Done;
    }
}
