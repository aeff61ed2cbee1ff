using System.CommandLine;
using System.CommandLine.Help;
using Pipeline.Core.Faults;
using Pipeline.Worker.Cli.Commands;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Demo;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>The commands, and how a command line that can't be understood is answered.</summary>
internal static class CommandLine
{
    private const string Description =
        """
        Loads vendors' nightly dumps into a warehouse with exact history, and publishes gold tables from it.

        Exit codes: 0 done · 1 failed, or stopped by an operator · 2 the command line, a setting or a feed file is wrong
        · 3 stopped by a guard or a check.
        """;

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var parsed = Root().Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors.Count > 0 && !IsHelp(parsed)
            ? (int)Refuse(parsed)
            : await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellationToken);
    }

    internal static RootCommand Root()
    {
        var root = new RootCommand(Description) { CommonOptions.Verbose };
        var commands = new PipelineCommand[]
        {
            new RunCommand(), new PlanCommand(), new ApproveCommand(), new QuarantineCommand(), new StatusCommand(), new AnswerCommand(),
            new ExplainCommand(), new AsOfCommand(), new WithdrawCommand(), new VerifyCommand(), new ForgetCommand(), new ValidateCommand(), new PublishCommand(), new MigrateCommand(),
            new RolesCommand(), new SqlCommand(), new DemoCommand(),
        };
        foreach (var command in commands)
        {
            root.Add(command);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static bool IsHelp(ParseResult parsed) => parsed.Action is HelpWithExamples;

    private static ExitCode Refuse(ParseResult parsed)
    {
        string[] help = parsed.CommandResult.Command is PipelineCommand named ? [named.Name, "--help"] : ["--help"];
        Terminal.Of(parsed).Fail(new CommandException(new Fault
        {
            What = string.Join('\n', parsed.Errors.Select(error => Secrets.Mask(error.Message)).Distinct()),
            Why = "A command line is carried out as a whole or not at all.",
            Untouched = "Nothing was read or written.",
            Next = [NextStep.Run("See what it takes", help[0], help[1..])],
        }));
        return ExitCode.Usage;
    }
}
