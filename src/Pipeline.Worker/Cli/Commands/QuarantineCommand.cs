using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>quarantine</c>: the rows of a night that could not be accepted, each with its reason, its place and its text.</summary>
internal sealed class QuarantineCommand : PipelineCommand
{
    private static readonly Option<string?> Night = new("--night")
    {
        HelpName = "yyyy-MM-dd",
        Description = "The night. [default: the last accepted one]",
    };

    private static readonly Option<string?> Dataset = new("--dataset") { HelpName = "NAME", Description = "Only this dataset or nested list." };

    public QuarantineCommand() : base("quarantine", "List the rows of a night that could not be accepted: reason, file, line, column, value, which versions they keep open, and their text.")
    {
        Add(CommonOptions.Feed);
        Add(Night);
        Add(Dataset);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline quarantine streaming",
        "./pipeline quarantine streaming --night 2021-12-31 --dataset books",
        "./pipeline quarantine streaming --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var feed = parsed.GetRequiredValue(CommonOptions.Feed);
        var night = parsed.GetValue(Night) is { } text ? NightArguments.Date(feed, text) : (DateOnly?)null;
        var quarantined = await host.Services.GetRequiredService<ReadQuarantine>().RunAsync(feed, night, parsed.GetValue(Dataset), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(quarantined.Rows));
        }
        else
        {
            QuarantineOutput.Write(quarantined, terminal);
        }

        return ExitCode.Done;
    }
}
