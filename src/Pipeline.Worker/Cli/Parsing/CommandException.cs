using Pipeline.Core.Faults;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>A command can't do what it is asked for.</summary>
internal sealed class CommandException : PipelineException
{
    /// <param name="fault">What went wrong, in its four parts.</param>
    /// <param name="exitCode">What the command ends with.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public CommandException(Fault fault, ExitCode exitCode = ExitCode.Usage, Exception? inner = null) : base(fault, inner) => ExitCode = exitCode;

    public CommandException(string message, ExitCode exitCode = ExitCode.Usage, Exception? inner = null) : base(message, inner) => ExitCode = exitCode;

    /// <inheritdoc/>
    public override ExitCode ExitCode { get; }
}
