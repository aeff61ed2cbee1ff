using Pipeline.Core.Ledger;

namespace Pipeline.Core.Warehouse;

/// <summary>What guards found and who approved what: <c>ops.guards</c> and <c>ops.approvals</c>.</summary>
public interface IGuardLedger
{
    /// <summary>Notes what the guards found of one delivery; a later run with the same file replaces it.</summary>
    /// <param name="run">The run that asked them.</param>
    /// <param name="night">The night of the delivery.</param>
    /// <param name="sha256">The digest of the delivery.</param>
    /// <param name="findings">What each found.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task AddAsync(RunStamp run, DateOnly night, string sha256, IReadOnlyList<GuardFinding> findings, CancellationToken cancellationToken);

    /// <summary>Every delivery of a night that a guard has stopped, by dataset; also those that were approved since.</summary>
    Task<IReadOnlyList<BlockedDelivery>> BlockedAsync(string feed, DateOnly night, CancellationToken cancellationToken);

    /// <summary>Notes an approval.</summary>
    Task ApproveAsync(Approval approval, CancellationToken cancellationToken);

    /// <summary>Every approval of a night, used or not, oldest first.</summary>
    Task<IReadOnlyList<Approval>> ApprovalsAsync(string feed, DateOnly night, CancellationToken cancellationToken);
}
