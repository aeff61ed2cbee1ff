using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;

namespace Pipeline.Core.History.Corrections;

/// <summary>What one later night quarantines now and did not before, or no longer.</summary>
/// <param name="Night">The later night.</param>
/// <param name="Delivery">Its file.</param>
/// <param name="Added">Records that are quarantined now.</param>
/// <param name="Removed">The numbers of records that no longer are.</param>
public sealed record QuarantineChange(
    AcceptedNight Night, Delivery Delivery, IReadOnlyList<ReadRecord> Added, IReadOnlyList<long> Removed);
