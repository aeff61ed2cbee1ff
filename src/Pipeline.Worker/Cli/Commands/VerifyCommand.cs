using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>verify</c>: proves that silver equals the accepted files.</summary>
internal sealed class VerifyCommand : PipelineCommand
{
    private static readonly Option<string?> Sample = new("--sample")
    {
        HelpName = "1/N",
        Description = "Replay one N-th of the keys: another part each day, so that N days cover all. [default: 1/30]",
    };

    private static readonly Option<bool> Everything = new("--all") { Description = "Replay every key." };

    public VerifyCommand() : base("verify", "Prove silver: look for impossible states, and replay the history of a part of the keys from the archive.")
    {
        Add(CommonOptions.Feed);
        Add(Sample);
        Add(Everything);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline verify streaming",
        "./pipeline verify streaming --sample 1/7",
        "./pipeline verify streaming --all --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var feed = parsed.GetRequiredValue(CommonOptions.Feed);
        var parts = SampleArgument.Parts(feed, parsed.GetValue(Sample), parsed.GetValue(Everything));
        var result = await host.Services.GetRequiredService<VerifyFeed>().RunAsync(feed, parts, cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(VerificationOutput.ToJson(result.Report)));
        }
        else
        {
            VerificationOutput.Write(result.Report, terminal);
        }

        return result.Fault is { } fault ? throw new CommandException(fault, ExitCode.Stopped) : ExitCode.Done;
    }
}
