using Pipeline.Engines.Tests.Conformance;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Engines.Tests.Folding;
using Pipeline.Engines.Tests.Gold;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class SqliteConformance() : WarehouseConformance(new SqliteProbe());

public sealed class SqliteFoldConformance : FoldConformance
{
    protected override int Cases => 60;

    protected override WarehouseProbe NewWarehouse() => new SqliteProbe();
}

public sealed class SqliteCrashConformance : CrashConformance
{
    protected override int Stride => 2;

    protected override WarehouseProbe NewWarehouse() => new SqliteProbe();
}

public sealed class SqliteTwoNights() : TwoNights(() => new SqliteProbe());

public sealed class SqliteStreamingModels(SqliteTwoNights nights) : StreamingModels(nights), IClassFixture<SqliteTwoNights>;

public sealed class SqliteStreamingQuestions() : StreamingQuestions(new SqliteProbe());

public sealed class SqlitePlacingConformance : CorrectionConformance
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
