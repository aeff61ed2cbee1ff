using Pipeline.Engines.Tests.Conformance;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Engines.Tests.Folding;
using Pipeline.Engines.Tests.Gold;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class PostgresConformance() : WarehouseConformance(new PostgresProbe());

public sealed class PostgresFoldConformance : FoldConformance
{
    protected override int Cases => 60;

    protected override WarehouseProbe NewWarehouse() => new PostgresProbe();
}

public sealed class PostgresCrashConformance : CrashConformance
{
    protected override int Stride => 7;

    protected override WarehouseProbe NewWarehouse() => new PostgresProbe();
}

public sealed class PostgresTwoNights() : TwoNights(() => new PostgresProbe());

public sealed class PostgresStreamingModels(PostgresTwoNights nights) : StreamingModels(nights), IClassFixture<PostgresTwoNights>;

public sealed class PostgresStreamingQuestions() : StreamingQuestions(new PostgresProbe());

public sealed class PostgresPlacingConformance : CorrectionConformance
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
