using Pipeline.Engines.Tests.Citus;
using Pipeline.Engines.Tests.Conformance;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Engines.Tests.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class CitusConformance() : WarehouseConformance(NamedCluster.NewWarehouse());

public sealed class CitusFoldConformance : FoldConformance
{
    protected override int Cases => 10;

    protected override WarehouseProbe NewWarehouse() => NamedCluster.NewWarehouse();
}

public sealed class CitusCrashConformance : CrashConformance
{
    protected override int Stride => 13;

    protected override WarehouseProbe NewWarehouse() => NamedCluster.NewWarehouse();
}

public sealed class CitusPlacingConformance : CorrectionConformance
{
    protected override int Cases => 8;

    protected override WarehouseProbe NewWarehouse() => NamedCluster.NewWarehouse();
}

public sealed class CitusChangingFeedConformance : ChangingFeedConformance
{
    protected override WarehouseProbe NewWarehouse() => NamedCluster.NewWarehouse();
}

public sealed class CitusPermutationConformance : PermutationConformance
{
    protected override int OrdersOfFour => 3;

    protected override WarehouseProbe NewWarehouse() => NamedCluster.NewWarehouse();
}
