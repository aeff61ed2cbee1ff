using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Operations;

/// <summary>Creates or upgrades the platform's tables in a warehouse; safe to repeat, never destructive.</summary>
public sealed class MigrateWarehouse(IWarehouse warehouse)
{
    /// <summary>Runs the numbered scripts that the warehouse has not had yet.</summary>
    /// <returns>Every script of this version, in order, and what the database's owner should set.</returns>
    /// <exception cref="WarehouseIsNewerException">A newer version has been at work there; nothing was changed.</exception>
    public async Task<MigrateWarehouseResult> RunAsync(CancellationToken cancellationToken)
    {
        var scripts = await warehouse.Schema.MigrateAsync(cancellationToken);
        return new MigrateWarehouseResult(scripts, await warehouse.Schema.AdviseAsync(cancellationToken));
    }
}

/// <summary>What was done to a warehouse.</summary>
/// <param name="Scripts">Every script of this version, in order, and whether it was run now.</param>
/// <param name="Advice">The settings that the database's owner should change.</param>
public sealed record MigrateWarehouseResult(IReadOnlyList<MigrationScript> Scripts, IReadOnlyList<SettingAdvice> Advice);
