using Pipeline.Core.Nights;

namespace Pipeline.Core.Ledger;

/// <summary>What guards found and who let what through: <c>ops.guards</c> and <c>ops.approvals</c>.</summary>
public interface IGuardLedger
{
    /// <summary>Notes what the guards found of one delivery; a later run with the same file replaces it.</summary>
    /// <param name="run">The run that asked them.</param>
    /// <param name="sha256">The digest of the delivery.</param>
    /// <param name="findings">What each found.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task AddAsync(RunContext run, string sha256, IReadOnlyList<GuardFinding> findings, CancellationToken cancellationToken);

    /// <summary>Every delivery of a night that a guard has stopped, by dataset; also those that were let through since.</summary>
    Task<IReadOnlyList<BlockedDelivery>> BlockedAsync(string feed, DateOnly night, CancellationToken cancellationToken);

    /// <summary>Notes an approval.</summary>
    Task ApproveAsync(Approval approval, CancellationToken cancellationToken);

    /// <summary>Every approval of a night, used or not, oldest first.</summary>
    Task<IReadOnlyList<Approval>> ApprovalsAsync(string feed, DateOnly night, CancellationToken cancellationToken);
}

/// <summary>A delivery that a guard has stopped.</summary>
/// <param name="Dataset">The dataset whose guard it was.</param>
/// <param name="Sha256">The digest of the file.</param>
/// <param name="Guard">The guard.</param>
/// <param name="Detail">What it found.</param>
public sealed record BlockedDelivery(string Dataset, string Sha256, string Guard, string Detail);
