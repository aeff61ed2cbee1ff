using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>approve</c>: approves exactly one file that a guard has stopped, once, and notes who said so and why (H24).</summary>
internal sealed class ApproveCommand : PipelineCommand
{
    private static readonly Option<string> Night = new("--night") { HelpName = "yyyy-MM-dd", Description = "The night that was stopped.", Required = true };

    private static readonly Option<string> Dataset = new("--dataset")
    {
        HelpName = "NAME",
        Description = "The dataset that was stopped; its nested lists go with it.",
        Required = true,
    };

    private static readonly Option<string> Digest = new("--delivery")
    {
        HelpName = "SHA256",
        Description = "The digest of the file, as the message that stopped it shows it.",
        Required = true,
    };

    private static readonly Option<string> Reason = new("--reason")
    {
        HelpName = "TEXT",
        Description = "Why the file is right; kept in ops.approvals with your name.",
        Required = true,
    };

    public ApproveCommand() : base("approve", "Approve one file that a guard has stopped, for one run; who approved it and why is recorded.")
    {
        Add(CommonOptions.Feed);
        Add(Night);
        Add(Dataset);
        Add(Digest);
        Add(Reason);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline approve streaming --night 2021-12-31 --dataset books --delivery 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --reason \"the vendor confirmed that it closed its shop in Ulm\"",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var feed = parsed.GetRequiredValue(CommonOptions.Feed);
        var night = NightArguments.Date(feed, parsed.GetRequiredValue(Night));
        var approval = await host.Services.GetRequiredService<ApproveDelivery>().RunAsync(
            new ApproveDeliveryRequest(
                feed, night, parsed.GetRequiredValue(Dataset), parsed.GetRequiredValue(Digest), parsed.GetRequiredValue(Reason), Person),
            cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(ApprovalOutput.ToJson(approval, night)));
        }
        else
        {
            ApprovalOutput.Write(approval, night, terminal);
        }

        return ExitCode.Done;
    }
}
