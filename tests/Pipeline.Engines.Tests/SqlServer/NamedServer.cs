using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.SqlServer;

/// <summary>The server that <see cref="SqlServerProbe.Variable"/> names, or a test that is skipped and says so.</summary>
internal static class NamedServer
{
    public static SqlServerProbe NewWarehouse()
    {
        Assert.SkipUnless(SqlServerProbe.IsNamed, SqlServerProbe.Missing);
        return new SqlServerProbe();
    }
}
