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

    /// <summary>Command lines that work as they are, for the help; the first stands for the command in the list of all.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>What a stop by the operator leaves behind, and how to go on, as whole lines.</summary>
    protected virtual string AfterCancellation => "Nothing was written.\nRun it again whenever you like.";

    /// <summary>Does what the command line asks for.</summary>
    protected abstract Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken);

    private async Task<int> GuardedAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Of(parsed);
        try
        {
            return (int)await RunAsync(parsed, terminal, cancellationToken);
        }
        catch (PipelineException fault)
        {
            terminal.Fail(fault);
            return (int)fault.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Fail(new CommandException($"Stopped by its operator before it was done.\n{AfterCancellation}", ExitCode.Failed));
            return (int)ExitCode.Failed;
        }
        catch (DbException cause) when (EngineKind.Explain(cause) is { } fault)
        {
            terminal.Fail(fault);
            return (int)fault.ExitCode;
        }
        catch (Exception fault)
        {
            terminal.Fail(new CommandException(
                $"""
                It failed in a way that the pipeline has no words for: {Secrets.Mask(fault.Message)}
                What it was about to do is not done.
                What was accepted or published before is as it was: each step is committed whole or not at all.
                Mend the cause and run it again; with --verbose it also says where it failed.
                """,
                ExitCode.Failed,
                fault));
            return (int)ExitCode.Failed;
        }
    }
}
