using Pipeline.Core.Comparing;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>Lands changes in bronze and folds them into silver, by the engine's bulk path.</summary>
internal interface IHistory
{
    /// <inheritdoc cref="IWarehouse.LandAsync"/>
    Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken);

    /// <inheritdoc cref="IWarehouse.MergeAsync"/>
    Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken);

    /// <inheritdoc cref="IWarehouse.CorrectAsync"/>
    Task CorrectAsync(RunStamp rewriting, SilverCorrection rewrite, CancellationToken cancellationToken);

    /// <inheritdoc cref="IWarehouse.RetireAsync"/>
    Task RetireAsync(RunStamp rewriting, StoredTable table, bool isList, CancellationToken cancellationToken);
}
