using Pipeline.Core.History;
using Pipeline.Core.History.Placing;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Common;

/// <summary>Lands changes in bronze and folds them into silver, by the engine's bulk path.</summary>
internal interface IHistory
{
    /// <inheritdoc cref="IWarehouse.LandAsync"/>
    Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken);

    /// <inheritdoc cref="IWarehouse.MergeAsync"/>
    Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken);

    /// <inheritdoc cref="IWarehouse.RewriteAsync"/>
    Task RewriteAsync(Rewriting rewriting, NightRewrite rewrite, CancellationToken cancellationToken);

    /// <inheritdoc cref="IWarehouse.RetireAsync"/>
    Task RetireAsync(Rewriting rewriting, StoredTable table, bool isList, CancellationToken cancellationToken);
}
