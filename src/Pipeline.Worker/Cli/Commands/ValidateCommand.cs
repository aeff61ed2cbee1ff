using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>validate</c>: settings, feed files and gold files, every mistake at once.</summary>
internal sealed class ValidateCommand : PipelineCommand
{
    private static readonly Option<string?> Warehouse = new("--warehouse")
    {
        HelpName = CommonOptions.Warehouse.HelpName,
        Description = "Ask this warehouse, too, whether it can run the gold files on its tables; it is not changed. [default: none is asked]",
    };

    public ValidateCommand() : base("validate", "Find every mistake in feed files and gold files, without touching a source or the warehouse.")
    {
        Add(CommonOptions.FeedIfAny);
        Add(Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline validate streaming",
        "./pipeline validate --feeds /etc/pipeline/feeds",
        "./pipeline validate streaming --warehouse postgres:",
        "./pipeline validate --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var asked = parsed.GetValue(Warehouse);
        var settings = CommonOptions.Settings(parsed);
        settings["Warehouse"] = asked;
        using var host = WorkerHost.Build(settings, writesLog: false);
        var validations = await host.Services.GetRequiredService<ValidateFeed>().RunAsync(
            parsed.GetValue(CommonOptions.FeedIfAny), asksWarehouse: asked is not null, cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(validations.Select(ValidationOutput.ToJson)));
        }
        else
        {
            ValidationOutput.Write(validations, host.Services.GetRequiredService<FeedFolder>().Path, terminal);
        }

        return validations.All(validation => validation.Fault is null) ? ExitCode.Done : ExitCode.Usage;
    }
}
