using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Operations;

/// <summary>Creates or upgrades the platform's tables in a warehouse; safe to repeat, never destructive.</summary>
public sealed class MigrateWarehouse(IWarehouse warehouse)
{
    /// <summary>Runs the numbered scripts that the warehouse has not had yet.</summary>
    /// <returns>Every script of this version, in order.</returns>
    /// <exception cref="WarehouseIsNewerException">A newer version has been at work there; nothing was changed.</exception>
    public Task<IReadOnlyList<MigrationScript>> RunAsync(CancellationToken cancellationToken) => warehouse.Schema.MigrateAsync(cancellationToken);
}
