using Pipeline.Engines.Tests.Citus;
using Pipeline.Engines.Tests.Conformance;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Engines.Tests.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class CitusConformance() : WarehouseConformance(NamedCluster.NewWarehouse());

public sealed class CitusFoldConformance : FoldConformance
{
    protected override WarehouseProbe NewWarehouse() => NamedCluster.NewWarehouse();
}

public sealed class CitusCrashConformance : CrashConformance
{
    protected override WarehouseProbe NewWarehouse() => NamedCluster.NewWarehouse();
}

public sealed class CitusPlacingConformance : PlacingConformance
{
    protected override WarehouseProbe NewWarehouse() => NamedCluster.NewWarehouse();
}

public sealed class CitusPermutationConformance : PermutationConformance
{
    protected override WarehouseProbe NewWarehouse() => NamedCluster.NewWarehouse();
}
