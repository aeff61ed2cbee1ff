using Pipeline.Engines.Tests.Citus;
using Pipeline.Engines.Tests.Conformance;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Engines.Tests.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class CitusCorrectionsConformance() : CorrectionsConformance(NamedCluster.NewWarehouse());

public sealed class CitusDeliveriesConformance() : DeliveriesConformance(NamedCluster.NewWarehouse());

public sealed class CitusDriftConformance() : DriftConformance(NamedCluster.NewWarehouse());

public sealed class CitusErasureConformance() : ErasureConformance(NamedCluster.NewWarehouse());

public sealed class CitusExecutionConformance() : ExecutionConformance(NamedCluster.NewWarehouse());

public sealed class CitusFeedChangesConformance() : FeedChangesConformance(NamedCluster.NewWarehouse());

public sealed class CitusGoldConformance() : GoldConformance(NamedCluster.NewWarehouse());

public sealed class CitusGuardsConformance() : GuardsConformance(NamedCluster.NewWarehouse());

public sealed class CitusIdentityConformance() : IdentityConformance(NamedCluster.NewWarehouse());

public sealed class CitusLateNightsConformance() : LateNightsConformance(NamedCluster.NewWarehouse());

public sealed class CitusMigratingConformance() : MigratingConformance(NamedCluster.NewWarehouse());

public sealed class CitusPresenceConformance() : PresenceConformance(NamedCluster.NewWarehouse());

public sealed class CitusPublishingConformance() : PublishingConformance(NamedCluster.NewWarehouse());

public sealed class CitusReadersConformance() : ReadersConformance(NamedCluster.NewWarehouse());

public sealed class CitusRebuildsConformance() : RebuildsConformance(NamedCluster.NewWarehouse());

public sealed class CitusRenamesConformance() : RenamesConformance(NamedCluster.NewWarehouse());

public sealed class CitusSchemaConformance() : SchemaConformance(NamedCluster.NewWarehouse());

public sealed class CitusStatesConformance() : StatesConformance(NamedCluster.NewWarehouse());

public sealed class CitusTimeConformance() : TimeConformance(NamedCluster.NewWarehouse());

public sealed class CitusVerificationConformance() : VerificationConformance(NamedCluster.NewWarehouse());

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

public sealed class CitusRandomCorrectionConformance : CorrectionConformance
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
