using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>explain</c>: every version of one record, and the delivery and line that brought each (H36).</summary>
internal sealed class ExplainCommand : PipelineCommand
{
    private static readonly Argument<string> Dataset = new("FEED.DATASET") { Description = "The dataset, such as streaming.books." };

    private static readonly Argument<string[]> Key = new("KEY")
    {
        Description = "The record's key, one text for each key column in the order of the feed file; -- before it where one begins with a dash.",
        Arity = ArgumentArity.OneOrMore,
    };

    public ExplainCommand() : base("explain", "Show every version of one record: what changed in each, and the file and line that delivered it.")
    {
        Add(Dataset);
        Add(Key);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline explain streaming.books \"The Lantern at Low Tide\"",
        "./pipeline explain streaming.streams someone@example.com 2021-12-25T07:30:00Z",
        "./pipeline explain streaming.books \"The Lantern at Low Tide\" --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var name = DatasetArgument.Parse(parsed.GetRequiredValue(Dataset), "explain", "KEY");
        var history = await host.Services.GetRequiredService<ExplainRecord>().RunAsync(name, parsed.GetRequiredValue(Key), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(HistoryOutput.ToJson(history)));
        }
        else
        {
            HistoryOutput.Write(history, terminal);
        }

        return ExitCode.Done;
    }
}
