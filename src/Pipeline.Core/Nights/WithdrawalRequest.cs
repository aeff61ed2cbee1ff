using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Nights;

/// <summary>What is to be taken back.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Night">The night.</param>
/// <param name="Dataset">The dataset, with its nested lists; null for every dataset of the feed.</param>
/// <param name="Reason">Why, in a person's words.</param>
/// <param name="DecidedBy">Who decided it.</param>
public sealed record WithdrawalRequest(FeedDefinition Feed, DateOnly Night, string? Dataset, string Reason, string DecidedBy)
{
    /// <summary>The files that are withdrawn.</summary>
    public IEnumerable<FeedFile> Files => Feed.Files.Where(file => Dataset is null || file.Name == Dataset);
}
