using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Verification;

/// <summary>One night of one file, as it was accepted: what it was read with, and where the archive keeps it.</summary>
/// <param name="Night">The night.</param>
/// <param name="Accepted">What was accepted of it, by dataset.</param>
/// <param name="Definition">The file as it was defined that night, with the lists that accepted it; null where that definition is lost.</param>
/// <param name="Delivery">The file; null where the archive no longer has it, or it is damaged.</param>
internal sealed record ArchivedFile(
    Night Night, IReadOnlyDictionary<string, AcceptedNight> Accepted, FeedFile? Definition, Delivery? Delivery)
{
    /// <summary>Whether it can be read again.</summary>
    public bool IsThere => Definition is not null && Delivery is not null;
}
