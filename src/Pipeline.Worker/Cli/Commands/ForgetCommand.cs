using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>forget</c>: erases one record's values for the law's sake, and leaves its hashes and a record of the act.</summary>
internal sealed class ForgetCommand : PipelineCommand
{
    private static readonly Argument<string> Dataset = new("FEED.DATASET") { Description = "The dataset, such as streaming.users." };

    private static readonly Argument<string[]> Key = new("KEY")
    {
        Description = "The record's key, one text for each key column in the order of the feed file; -- before it where one begins with a dash.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Reason = new("--reason")
    {
        HelpName = "TEXT",
        Description = "Why; recorded, so never the person's name. Required.",
    };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Erase without asking first." };

    public ForgetCommand() : base("forget", "Erase one record's values everywhere, its lists' records among them; its hashes and a record of the act stay.")
    {
        Add(Dataset);
        Add(Key);
        Add(Reason);
        Add(Yes);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline forget streaming.users someone@example.com --reason \"request 4711\"",
        "./pipeline forget streaming.users someone@example.com --reason \"request 4711\" --yes --json",
    ];

    /// <inheritdoc/>
    protected override (string Untouched, NextStep Next) AfterCancellation => (
        "What was erased by then stays erased; the rest is unchanged.", new NextStep("Run the same command again: it continues where it was stopped"));

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var name = DatasetArgument.Parse(parsed.GetRequiredValue(Dataset), "forget", "KEY", "--reason", "TEXT");
        var request = new ForgetRecordRequest(name, parsed.GetRequiredValue(Key), parsed.GetValue(Reason) ?? "", Person);
        var forget = host.Services.GetRequiredService<ForgetRecord>();
        var plan = await forget.PlanAsync(request, cancellationToken);
        var isJson = parsed.GetValue(CommonOptions.Json);
        if (!isJson)
        {
            ErasureOutput.Write(plan, terminal);
        }

        if (!plan.IsEmpty)
        {
            Confirmation.Require(parsed.GetValue(Yes), terminal, request);
        }

        var result = await NightProgress.WatchAsync(
            terminal,
            isJson: true,
            host.Services.GetRequiredService<TimeProvider>(),
            progress => forget.RunAsync(request, plan, progress, cancellationToken));
        if (isJson)
        {
            terminal.WriteLine(Json.Text(ErasureOutput.ToJson(plan, result)));
        }
        else
        {
            ErasureOutput.Write(request, result, terminal);
        }

        return ExitCode.Done;
    }
}
