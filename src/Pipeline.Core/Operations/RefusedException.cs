using Pipeline.Core.Faults;

namespace Pipeline.Core.Operations;

/// <summary>An operation can't do what it was asked for.</summary>
/// <param name="fault">What went wrong, in its four parts.</param>
/// <param name="exitCode">What the command ends with.</param>
/// <param name="inner">The cause, if there is one.</param>
public sealed class RefusedException(Fault fault, ExitCode exitCode = ExitCode.Usage, Exception? inner = null) : PipelineException(fault, inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => exitCode;
}
