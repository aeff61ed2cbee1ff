using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Nights;

/// <summary>Which night is withdrawn, and why.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Night">The night.</param>
/// <param name="Dataset">The root dataset of the file, whose nested lists are withdrawn with it; null for every file of the feed.</param>
/// <param name="Reason">Why, in a person's words.</param>
/// <param name="DecidedBy">Who decided it.</param>
public sealed record WithdrawalRequest(FeedDefinition Feed, DateOnly Night, string? Dataset, string Reason, string DecidedBy)
{
    /// <summary>The files that are withdrawn.</summary>
    public IEnumerable<FeedFile> Files => Feed.Files.Where(file => Dataset is null || file.Name == Dataset);
}
