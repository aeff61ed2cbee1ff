using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>answer</c>: asks a feed's questions of silver as it is now.</summary>
internal sealed class AnswerCommand : PipelineCommand
{
    private static readonly Option<string[]> Set = new("--set")
    {
        HelpName = "NAME=VALUE",
        Description = "Ask with another value of a parameter; may be given for each parameter. The defaults are in the questions' files.",
    };

    public AnswerCommand() : base("answer", "Answer a feed's business questions from everything that is accepted.")
    {
        Add(CommonOptions.Feed);
        Add(Set);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline answer streaming",
        "./pipeline answer streaming --set month=2022-01",
        "./pipeline answer streaming --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var feed = parsed.GetRequiredValue(CommonOptions.Feed);
        var answers = await host.Services.GetRequiredService<AnswerQuestions>().RunAsync(
            feed, ParameterArguments.Parse(feed, parsed.GetValue(Set) ?? []), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(answers));
            return ExitCode.Done;
        }

        terminal.Write(AnswerOutput.Table(answers));
        terminal.WriteLine($"as of night {Night.NameOf(answers[0].Night!.Value)}");
        return ExitCode.Done;
    }
}
