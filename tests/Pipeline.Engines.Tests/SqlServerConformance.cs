using Pipeline.Engines.Tests.Conformance;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Engines.Tests.Folding;
using Pipeline.Engines.Tests.Gold;
using Pipeline.Engines.Tests.SqlServer;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class SqlServerCorrectionsConformance() : CorrectionsConformance(NamedServer.NewWarehouse());

public sealed class SqlServerDeliveriesConformance() : DeliveriesConformance(NamedServer.NewWarehouse());

public sealed class SqlServerDriftConformance() : DriftConformance(NamedServer.NewWarehouse());

public sealed class SqlServerErasureConformance() : ErasureConformance(NamedServer.NewWarehouse());

public sealed class SqlServerExecutionConformance() : ExecutionConformance(NamedServer.NewWarehouse());

public sealed class SqlServerFeedChangesConformance() : FeedChangesConformance(NamedServer.NewWarehouse());

public sealed class SqlServerGoldConformance() : GoldConformance(NamedServer.NewWarehouse());

public sealed class SqlServerGuardsConformance() : GuardsConformance(NamedServer.NewWarehouse());

public sealed class SqlServerIdentityConformance() : IdentityConformance(NamedServer.NewWarehouse());

public sealed class SqlServerLateNightsConformance() : LateNightsConformance(NamedServer.NewWarehouse());

public sealed class SqlServerMigratingConformance() : MigratingConformance(NamedServer.NewWarehouse());

public sealed class SqlServerPresenceConformance() : PresenceConformance(NamedServer.NewWarehouse());

public sealed class SqlServerPublishingConformance() : PublishingConformance(NamedServer.NewWarehouse());

public sealed class SqlServerReadersConformance() : ReadersConformance(NamedServer.NewWarehouse());

public sealed class SqlServerRebuildsConformance() : RebuildsConformance(NamedServer.NewWarehouse());

public sealed class SqlServerRenamesConformance() : RenamesConformance(NamedServer.NewWarehouse());

public sealed class SqlServerSchemaConformance() : SchemaConformance(NamedServer.NewWarehouse());

public sealed class SqlServerStatesConformance() : StatesConformance(NamedServer.NewWarehouse());

public sealed class SqlServerTimeConformance() : TimeConformance(NamedServer.NewWarehouse());

public sealed class SqlServerVerificationConformance() : VerificationConformance(NamedServer.NewWarehouse());

public sealed class SqlServerFoldConformance : FoldConformance
{
    protected override int Cases => 10;

    protected override WarehouseProbe NewWarehouse() => NamedServer.NewWarehouse();
}

public sealed class SqlServerCrashConformance : CrashConformance
{
    protected override int Stride => 13;

    protected override WarehouseProbe NewWarehouse() => NamedServer.NewWarehouse();
}

public sealed class SqlServerRandomCorrectionConformance : CorrectionConformance
{
    protected override int Cases => 8;

    protected override WarehouseProbe NewWarehouse() => NamedServer.NewWarehouse();
}

public sealed class SqlServerChangingFeedConformance : ChangingFeedConformance
{
    protected override WarehouseProbe NewWarehouse() => NamedServer.NewWarehouse();
}

public sealed class SqlServerTwoNights() : TwoNights(SqlServerServer.Shared.ConnectionString is not null ? () => new SqlServerProbe() : null);

public sealed class SqlServerStreamingModels(SqlServerTwoNights nights) : StreamingModels(nights), IClassFixture<SqlServerTwoNights>;

public sealed class SqlServerStreamingQuestions() : StreamingQuestions(NamedServer.NewWarehouse());

public sealed class SqlServerPermutationConformance : PermutationConformance
{
    protected override int OrdersOfFour => 3;

    protected override WarehouseProbe NewWarehouse() => NamedServer.NewWarehouse();
}
