using Pipeline.Core.Faults;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>A command can't do what it is asked for.</summary>
internal sealed class CommandException(string message, ExitCode exitCode = ExitCode.Usage, Exception? inner = null)
    : PipelineException(message, inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => exitCode;
}
