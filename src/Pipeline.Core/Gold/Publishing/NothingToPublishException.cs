using Pipeline.Core.Faults;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>There is nothing that could be published, or returned to.</summary>
public sealed class NothingToPublishException : PipelineException
{
    private NothingToPublishException(Fault fault) : base(fault)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    public static NothingToPublishException NoModels(string feed) => new(
        new Fault
        {
            What = $"Feed '{feed}' has no gold models and no questions.",
            Why = "Gold is made of them, so there is nothing to publish.",
            Untouched = "Nothing was read or written.",
            Next = [NextStep.Run("Write a model as docs/gold.md shows, then run", "validate", feed)],
        });

    public static NothingToPublishException NoNight(string feed) => new(
        new Fault
        {
            What = $"No night of feed '{feed}' is accepted yet.",
            Why = "Gold is built from what is accepted, so there is nothing to publish.",
            Untouched = "Nothing was written.",
            Next = [NextStep.Run("Run a night first", "run", feed)],
        });

    public static NothingToPublishException NoGenerationBefore(string feed, bool isPublished) => new(
        new Fault
        {
            What = $"{(isPublished ? $"Feed '{feed}' has no generation of gold before the published one" : $"Feed '{feed}' has published no gold")}.",
            Why = "One generation is kept, from the second publish on; on a server the next build takes its place as soon as it begins.",
            Untouched = "Gold is unchanged.",
            Next = [NextStep.Run("Build and publish what silver holds instead", "publish", feed)],
        });
}
