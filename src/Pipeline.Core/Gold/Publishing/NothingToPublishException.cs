using Pipeline.Core.Faults;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>There is nothing that could be published, or returned to.</summary>
public sealed class NothingToPublishException : PipelineException
{
    private NothingToPublishException(string message) : base(message)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    public static NothingToPublishException NoModels(string feed) => new(
        $"""
        Feed '{feed}' has no gold models and no questions.
        Gold is made of them, so there is nothing to publish.
        Nothing was read or written.
        Write a model as docs/gold.md shows, then run: ./pipeline validate {feed}
        """);

    public static NothingToPublishException NoNight(string feed) => new(
        $"""
        No night of feed '{feed}' is accepted yet.
        Gold is built from what is accepted, so there is nothing to publish.
        Nothing was written.
        Run a night first: ./pipeline run {feed}
        """);

    public static NothingToPublishException NoGenerationBefore(string feed, bool isPublished) => new(
        $"""
        {(isPublished ? $"Feed '{feed}' has no generation of gold before the published one" : $"Feed '{feed}' has published no gold")}.
        One generation is kept, from the second publish on; on a server the next build takes its place as soon as it begins.
        Gold is as it was.
        Build and publish what silver holds instead: ./pipeline publish {feed}
        """);
}
