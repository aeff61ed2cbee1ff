using Pipeline.Core.Faults;

namespace Pipeline.Core.Deliveries.Sources;

/// <summary>A source could not be asked, or a transfer from it broke.</summary>
public sealed class SourceUnavailableException(string message, bool isTransient, Exception? inner = null)
    : PipelineException(message, inner)
{
    /// <inheritdoc/>
    public override bool IsTransient => isTransient;
}
