using Pipeline.Testing;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Citus;

/// <summary>The cluster that <see cref="CitusCluster.Variable"/> names, or a test that is skipped and says so.</summary>
internal static class NamedCluster
{
    public static CitusProbe NewWarehouse()
    {
        Assert.SkipUnless(CitusCluster.IsNamed, CitusCluster.Missing);
        return new CitusProbe();
    }
}
