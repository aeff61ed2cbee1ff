using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Pipeline.Worker.Cli.Commands;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>The help of a command, with examples at its end.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var examples = command is PipelineCommand one
            ? one.Examples
            : [.. command.Subcommands.OfType<PipelineCommand>().Select(subcommand => subcommand.Examples[0])];
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return exitCode;
    }
}
