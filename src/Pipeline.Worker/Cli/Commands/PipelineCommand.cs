using System.CommandLine;
using System.Data.Common;
using Pipeline.Core.Faults;
using Pipeline.Engines;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;

namespace Pipeline.Worker.Cli.Commands;

/// <summary>One command: its arguments, its examples, and what it does.</summary>
internal abstract class PipelineCommand : Command
{
    protected PipelineCommand(string name, string description) : base(name, description) =>
        SetAction(GuardedAsync);

    /// <summary>Command lines that work as they are, for the help; the first is the command's example in the list of all commands.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Who runs a command, as it is recorded with decisions: user and machine.</summary>
    protected static string Person => $"{Environment.UserName} on {Environment.MachineName}";

    /// <summary>What is unchanged when an operator stops the command, and how to continue.</summary>
    protected virtual (string Untouched, NextStep Next) AfterCancellation =>
        ("Nothing was written.", new NextStep("Run it again whenever you like"));

    /// <summary>Does what the command line asks for.</summary>
    protected abstract Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken);

    /// <summary>An exception as the fault that is shown: its own, the engine's, or an unexpected one.</summary>
    internal static PipelineException Explain(Exception fault) => fault switch
    {
        PipelineException known => known,
        DbException cause when EngineKind.Explain(cause) is { } known => known,
        _ => new CommandException(
            new Fault
            {
                What = $"Unexpected error: {Secrets.Mask(fault.Message)} The step in progress was rolled back.",
                Why = "The command did not finish.",
                Untouched = "What was accepted or published before is unchanged: each step is committed whole or not at all.",
                Next = [new NextStep("Fix the cause and run it again; with --verbose it also says where it failed")],
            },
            ExitCode.Failed,
            fault),
    };

    private async Task<int> GuardedAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Of(parsed);
        try
        {
            return (int)await RunAsync(parsed, terminal, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var (untouched, next) = AfterCancellation;
            terminal.Fail(new CommandException(
                new Fault { What = "Stopped by an operator before it was finished.", Untouched = untouched, Next = [next] }, ExitCode.Failed));
            return (int)ExitCode.Failed;
        }
        catch (Exception fault)
        {
            var known = Explain(fault);
            terminal.Fail(known);
            return (int)known.ExitCode;
        }
    }
}
