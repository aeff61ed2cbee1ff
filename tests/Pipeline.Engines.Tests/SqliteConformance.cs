using Pipeline.Engines.Tests.Conformance;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

public sealed class SqliteConformance() : WarehouseConformance(new SqliteProbe());
