using Pipeline.Core.Faults;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>A command line can't be understood or carried out.</summary>
/// <param name="fault">What went wrong, in its four parts.</param>
/// <param name="exitCode">What the command ends with.</param>
/// <param name="inner">The cause, if there is one.</param>
internal sealed class CommandException(Fault fault, ExitCode exitCode = ExitCode.Usage, Exception? inner = null) : PipelineException(fault, inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => exitCode;
}
