using Pipeline.Core.Ledger;
using Pipeline.Core.Records;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>The records that one later night quarantines because of a correction, and those that it no longer quarantines.</summary>
/// <param name="Night">The later night.</param>
/// <param name="Delivery">Its file.</param>
/// <param name="Added">Records that are quarantined in addition.</param>
/// <param name="Removed">The numbers of records that no longer are.</param>
public sealed record QuarantineChange(
    AcceptedNight Night, Delivery Delivery, IReadOnlyList<ReadRecord> Added, IReadOnlyList<long> Removed);
