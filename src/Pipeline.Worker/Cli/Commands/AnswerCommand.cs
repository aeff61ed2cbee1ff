using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
        var answers = await host.Services.GetRequiredService<AnswerQuestions>().RunAsync(feed, Parameters(feed, parsed.GetValue(Set) ?? []), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(answers));
            return ExitCode.Done;
        }

        terminal.Write(AnswerOutput.Table(answers));
        terminal.WriteLine($"as of night {Night.NameOf(answers[0].Night!.Value)}");
        return ExitCode.Done;
    }

    private static Dictionary<string, string> Parameters(string feed, IReadOnlyList<string> texts)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value] || !parameters.TryAdd(name, value))
            {
                throw new CommandException(new Fault
                {
                    What = $"'{text}' is not a parameter with its value, or names one a second time; --set takes NAME=VALUE.",
                    Why = "A question with another value would answer something else, so no question was asked.",
                    Untouched = "Nothing was read or written.",
                    Next = [NextStep.Run("Write it like this", "answer", feed, "--set", "month=2022-01")],
                });
            }
        }

        return parameters;
    }
}
