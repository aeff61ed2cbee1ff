using Pipeline.Core.Faults;

namespace Pipeline.Core.Records;

/// <summary>A file as a whole can't be accepted: broken, empty, or of another shape than the feed file says.</summary>
public sealed class UnusableDeliveryException(string message, Exception? inner = null) : PipelineException(message, inner)
{
    /// <summary>What a message says for the feed's name, which the reader of a file does not know.</summary>
    private const string Feed = "<feed>";

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    /// <summary>The same fault with commands that can be copied: they name the feed and the night.</summary>
    public UnusableDeliveryException For(string feed, string night) => new(
        Message
            .Replace($"./pipeline run {Feed}", $"./pipeline run {feed} --night {night}", StringComparison.Ordinal)
            .Replace(Feed, feed, StringComparison.Ordinal),
        this);
}
