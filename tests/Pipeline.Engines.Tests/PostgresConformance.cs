using Pipeline.Engines.Tests.Conformance;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Engines.Tests.Folding;
using Pipeline.Engines.Tests.Gold;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class PostgresCorrectionsConformance() : CorrectionsConformance(new PostgresProbe());

public sealed class PostgresDeliveriesConformance() : DeliveriesConformance(new PostgresProbe());

public sealed class PostgresDriftConformance() : DriftConformance(new PostgresProbe());

public sealed class PostgresErasureConformance() : ErasureConformance(new PostgresProbe());

public sealed class PostgresExecutionConformance() : ExecutionConformance(new PostgresProbe());

public sealed class PostgresFeedChangesConformance() : FeedChangesConformance(new PostgresProbe());

public sealed class PostgresGoldConformance() : GoldConformance(new PostgresProbe());

public sealed class PostgresGuardsConformance() : GuardsConformance(new PostgresProbe());

public sealed class PostgresIdentityConformance() : IdentityConformance(new PostgresProbe());

public sealed class PostgresLateNightsConformance() : LateNightsConformance(new PostgresProbe());

public sealed class PostgresMigratingConformance() : MigratingConformance(new PostgresProbe());

public sealed class PostgresPresenceConformance() : PresenceConformance(new PostgresProbe());

public sealed class PostgresPublishingConformance() : PublishingConformance(new PostgresProbe());

public sealed class PostgresReadersConformance() : ReadersConformance(new PostgresProbe());

public sealed class PostgresRebuildsConformance() : RebuildsConformance(new PostgresProbe());

public sealed class PostgresRenamesConformance() : RenamesConformance(new PostgresProbe());

public sealed class PostgresSchemaConformance() : SchemaConformance(new PostgresProbe());

public sealed class PostgresStatesConformance() : StatesConformance(new PostgresProbe());

public sealed class PostgresTimeConformance() : TimeConformance(new PostgresProbe());

public sealed class PostgresVerificationConformance() : VerificationConformance(new PostgresProbe());

public sealed class PostgresFoldConformance : FoldConformance
{
    protected override int Cases => 40;

    protected override WarehouseProbe NewWarehouse() => new PostgresProbe();
}

public sealed class PostgresCrashConformance : CrashConformance
{
    protected override int Stride => 7;

    protected override int LateStride => 13;

    protected override WarehouseProbe NewWarehouse() => new PostgresProbe();
}

public sealed class PostgresTwoNights() : TwoNights(() => new PostgresProbe());

public sealed class PostgresStreamingModels(PostgresTwoNights nights) : StreamingModels(nights), IClassFixture<PostgresTwoNights>;

public sealed class PostgresStreamingQuestions() : StreamingQuestions(new PostgresProbe());

public sealed class PostgresRandomCorrectionConformance : CorrectionConformance
{
    protected override int Cases => 8;

    protected override WarehouseProbe NewWarehouse() => new PostgresProbe();
}

public sealed class PostgresChangingFeedConformance : ChangingFeedConformance
{
    protected override WarehouseProbe NewWarehouse() => new PostgresProbe();
}

public sealed class PostgresPermutationConformance : PermutationConformance
{
    protected override int OrdersOfFour => 4;

    protected override WarehouseProbe NewWarehouse() => new PostgresProbe();
}
