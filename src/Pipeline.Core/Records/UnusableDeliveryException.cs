using Pipeline.Core.Faults;

namespace Pipeline.Core.Records;

/// <summary>A file as a whole can't be accepted: broken, empty, or of another shape than the feed file says.</summary>
public sealed class UnusableDeliveryException(Fault fault, Exception? inner = null) : PipelineException(fault, inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    /// <summary>The same fault with commands that can be copied: they name the feed and the night, which the reader of a file does not know.</summary>
    public UnusableDeliveryException For(string feed, string night) => new(Fault.For(feed, night), this);
}
