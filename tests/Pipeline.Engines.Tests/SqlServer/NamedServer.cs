using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.SqlServer;

/// <summary>The SQL Server of the tests, or a test that is skipped with the reason.</summary>
internal static class NamedServer
{
    public static SqlServerProbe NewWarehouse()
    {
        Assert.SkipUnless(SqlServerServer.Shared.ConnectionString is not null, SqlServerServer.Shared.Reason);
        return new SqlServerProbe();
    }
}
