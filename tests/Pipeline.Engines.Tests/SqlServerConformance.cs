using Pipeline.Engines.Tests.Conformance;
using Pipeline.Engines.Tests.Crashes;
using Pipeline.Engines.Tests.Folding;
using Pipeline.Engines.Tests.Gold;
using Pipeline.Engines.Tests.SqlServer;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class SqlServerConformance() : WarehouseConformance(NamedServer.NewWarehouse());

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

public sealed class SqlServerPlacingConformance : CorrectionConformance
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
