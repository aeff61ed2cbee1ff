using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>withdraw</c>: withdraws a night as if it had never been accepted (H19).</summary>
internal sealed class WithdrawCommand : PipelineCommand
{
    private static readonly Option<string?> Night = new("--night") { HelpName = "yyyy-MM-dd", Description = "The night to withdraw." };

    private static readonly Option<string?> Dataset = new("--dataset")
    {
        HelpName = "DATASET",
        Description = "Withdraw it from this dataset only, and from its lists. [default: every dataset of the feed]",
    };

    private static readonly Option<string?> Reason = new("--reason") { HelpName = "TEXT", Description = "Why; kept with who did it and when." };

    public WithdrawCommand() : base("withdraw", "Withdraw a night as if it had never been accepted, and publish gold without it.")
    {
        Add(CommonOptions.Feed);
        Add(Night);
        Add(Dataset);
        Add(Reason);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline withdraw streaming --night 2021-12-30 --reason \"the vendor sent a test system's dump\"",
        "./pipeline withdraw streaming --night 2021-12-30 --dataset books --reason \"half the catalogue was missing\"",
    ];

    /// <inheritdoc/>
    protected override (string Untouched, NextStep Next) AfterCancellation => (
        "A dataset whose merge had ended has withdrawn the night; the others and gold are unchanged.\nNothing is half written.",
        new NextStep("Run the same command again: it continues with the rest"));

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: true);
        var request = WithdrawArguments.Parse(
            parsed.GetRequiredValue(CommonOptions.Feed), parsed.GetValue(Night), parsed.GetValue(Dataset), parsed.GetValue(Reason), Person);
        var report = await host.Watch(terminal, parsed.GetValue(CommonOptions.Json)).WatchAsync(
            progress => host.Services.GetRequiredService<WithdrawNight>().RunAsync(request, progress, cancellationToken));
        return report.ExitCode;
    }
}
