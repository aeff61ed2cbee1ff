using Pipeline.Engines.Tests.Conformance;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Engines.Tests.Folding;
using Pipeline.Engines.Tests.Gold;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class SqliteCorrectionsConformance() : CorrectionsConformance(new SqliteProbe());

public sealed class SqliteDeliveriesConformance() : DeliveriesConformance(new SqliteProbe());

public sealed class SqliteDriftConformance() : DriftConformance(new SqliteProbe());

public sealed class SqliteErasureConformance() : ErasureConformance(new SqliteProbe());

public sealed class SqliteExecutionConformance() : ExecutionConformance(new SqliteProbe());

public sealed class SqliteFeedChangesConformance() : FeedChangesConformance(new SqliteProbe());

public sealed class SqliteGoldConformance() : GoldConformance(new SqliteProbe());

public sealed class SqliteGuardsConformance() : GuardsConformance(new SqliteProbe());

public sealed class SqliteIdentityConformance() : IdentityConformance(new SqliteProbe());

public sealed class SqliteLateNightsConformance() : LateNightsConformance(new SqliteProbe());

public sealed class SqliteMigratingConformance() : MigratingConformance(new SqliteProbe());

public sealed class SqlitePresenceConformance() : PresenceConformance(new SqliteProbe());

public sealed class SqlitePublishingConformance() : PublishingConformance(new SqliteProbe());

public sealed class SqliteReadersConformance() : ReadersConformance(new SqliteProbe());

public sealed class SqliteRebuildsConformance() : RebuildsConformance(new SqliteProbe());

public sealed class SqliteRenamesConformance() : RenamesConformance(new SqliteProbe());

public sealed class SqliteSchemaConformance() : SchemaConformance(new SqliteProbe());

public sealed class SqliteStatesConformance() : StatesConformance(new SqliteProbe());

public sealed class SqliteTimeConformance() : TimeConformance(new SqliteProbe());

public sealed class SqliteVerificationConformance() : VerificationConformance(new SqliteProbe());

public sealed class SqliteFoldConformance : FoldConformance
{
    protected override int Cases => 40;

    protected override WarehouseProbe NewWarehouse() => new SqliteProbe();
}

public sealed class SqliteCrashConformance : CrashConformance
{
    protected override int Stride => 3;

    protected override int LateStride => 7;

    protected override WarehouseProbe NewWarehouse() => new SqliteProbe();
}

public sealed class SqliteTwoNights() : TwoNights(() => new SqliteProbe());

public sealed class SqliteStreamingModels(SqliteTwoNights nights) : StreamingModels(nights), IClassFixture<SqliteTwoNights>;

public sealed class SqliteStreamingQuestions() : StreamingQuestions(new SqliteProbe());

public sealed class SqliteRandomCorrectionConformance : CorrectionConformance
{
    protected override WarehouseProbe NewWarehouse() => new SqliteProbe();
}

public sealed class SqliteChangingFeedConformance : ChangingFeedConformance
{
    protected override int Cases => 12;

    protected override WarehouseProbe NewWarehouse() => new SqliteProbe();
}

public sealed class SqlitePermutationConformance : PermutationConformance
{
    protected override int OrdersOfSix => 8;

    protected override WarehouseProbe NewWarehouse() => new SqliteProbe();
}
