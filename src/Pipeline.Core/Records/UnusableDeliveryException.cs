using Pipeline.Core.Errors;

namespace Pipeline.Core.Records;

/// <summary>A file as a whole can't be accepted: broken, empty, or of another shape than the feed file says.</summary>
public sealed class UnusableDeliveryException(string message, Exception? inner = null) : PipelineException(message, inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;
}
