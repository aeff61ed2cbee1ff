using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>What is written to bronze and silver, by the engine's bulk path. Each call is one transaction.</summary>
public interface IHistoryWriter
{
    /// <summary>Lands changed records in bronze and rejected records in quarantine; rows that are there already stay unchanged.</summary>
    Task LandAsync(Arrival arrival, IDatasetChanges changes, CancellationToken cancellationToken);

    /// <summary>Folds the changes into silver and records, in the same transaction, that the night was accepted (H33).</summary>
    /// <exception cref="ReconciliationException">The counts do not add up; nothing was written (H34).</exception>
    Task<AcceptedNight> MergeAsync(Arrival arrival, IDatasetChanges changes, CancellationToken cancellationToken);

    /// <summary>Inserts, replaces or withdraws a night that is not the newest: versions, counts and held keys in one transaction.</summary>
    /// <exception cref="ReconciliationException">The table has changed since the correction was computed; nothing was written (H34).</exception>
    Task CorrectAsync(RunStamp stamp, SilverCorrection correction, CancellationToken cancellationToken);

    /// <summary>Supersedes a dataset's whole history, so that its nights can be replayed under another definition; in one transaction (H37).</summary>
    /// <param name="stamp">The run that does it, and why.</param>
    /// <param name="table">The dataset's table as it is.</param>
    /// <param name="isList">Whether it is a nested list's.</param>
    /// <param name="cancellationToken">Stops before the transaction is committed.</param>
    Task RetireAsync(RunStamp stamp, StoredTable table, bool isList, CancellationToken cancellationToken);
}
