using Pipeline.Core.Faults;

namespace Pipeline.Core.Deliveries.Sources;

/// <summary>A source can't be used as it is declared: a bad URL, a bad file name, a password that is not where it should be.</summary>
/// <remarks>Raised before anything is tried. The message says where a secret was looked for, never what was found.</remarks>
public sealed class SourceMisconfiguredException(Fault fault, Exception? inner = null) : PipelineException(fault, inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
